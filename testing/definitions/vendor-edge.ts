import { openEdge, type EdgeAnswer, type EdgeRequest } from '@/catalog/destinations/contract/edge/edge';
import type { AnyDefinition } from '@/catalog/destinations/kit/describe-definition';

/** Loaded into a process of definitions as if it brought some; what it brings are vendors, at the edge of that process. */
export const bad: Record<string, AnyDefinition> = {};

/** What a vendor's documentation says that it answers: to a good credential, to one without anything, to any other. */
interface Vendor {
  request: string;
  credential: (request: EdgeRequest) => string | undefined;
  good: object;
  empty: object;
  refusal: object;
}

const bearer = ({ headers }: EdgeRequest) => headers.authorization?.replace(/^Bearer /, '');
const at = '2026-01-31T09:00:00+00:00';

const klaviyoList = (id: string, name: string) => ({
  type: 'list',
  id,
  attributes: { name, created: at, updated: at, opt_in_process: 'double_opt_in' },
  links: { self: `https://a.klaviyo.com/api/lists/${id}` },
});
const klaviyoPage = (...data: object[]) => ({
  data,
  links: { self: 'https://a.klaviyo.com/api/lists/', first: null, last: null, prev: null, next: null },
});
const sendgridPage = (...result: object[]) => ({
  result,
  _metadata: { self: 'https://api.sendgrid.com/v3/templates', count: result.length },
});
const sendgridTemplate = (id: string, name: string, generation: string, versions: object[]) => ({
  ...{ id, name, generation, updated_at: '2026-01-31 09:00:00', versions },
});
const RECEIPT = {
  ...{ id: 'v-1', template_id: 'd-1', active: 1, name: 'Spring', subject: 'Thanks, {{first_name}}' },
  ...{ html_content: '<p>{{order.total}} {{#if vip}}!{{/if}}</p>', plain_content: '', editor: 'code' },
};
const sobject = (name: string, label: string, createable: boolean) => ({
  ...{ name, label, createable, custom: name.endsWith('__c'), labelPlural: `${label}s`, keyPrefix: '001' },
  urls: { sobject: `/services/data/v53.0/sobjects/${name}` },
});
const salesforce = (...sobjects: object[]) => ({ encoding: 'UTF-8', maxBatchSize: 200, sobjects });
const sendgridRefusal = {
  errors: [{ message: 'The provided authorization grant is invalid, expired, or revoked', field: null, help: null }],
};

const VENDORS: Vendor[] = [
  {
    request: 'GET https://a.klaviyo.com/api/lists/',
    credential: ({ headers }) => headers.authorization?.replace(/^Klaviyo-API-Key /, ''),
    good: klaviyoPage(klaviyoList('Y6nRLr', 'Newsletter'), klaviyoList('XqD2mK', 'Waiting list')),
    empty: klaviyoPage(),
    refusal: {
      errors: [
        { id: '1', status: 401, code: 'not_authenticated', title: 'Authentication credentials were not provided.' },
      ],
    },
  },
  {
    request: 'GET https://api.sendgrid.com/v3/templates?generations=dynamic&page_size=200',
    credential: bearer,
    good: sendgridPage(
      sendgridTemplate('d-1', 'Receipt', 'dynamic', [RECEIPT, { ...RECEIPT, id: 'v-0', active: 0, name: 'Winter' }]),
      sendgridTemplate('d-2', 'Unfinished', 'dynamic', []),
    ),
    empty: sendgridPage(),
    refusal: sendgridRefusal,
  },
  {
    request: 'GET https://api.sendgrid.com/v3/templates/d-1',
    credential: bearer,
    good: sendgridTemplate('d-1', 'Receipt', 'dynamic', [RECEIPT]),
    empty: sendgridTemplate('d-1', 'Receipt', 'dynamic', []),
    refusal: sendgridRefusal,
  },
  {
    request: 'GET https://api.hubapi.com/crm/v3/schemas?archived=false',
    credential: bearer,
    good: {
      results: [
        {
          ...{ id: '123456', name: 'boat', fullyQualifiedName: 'p7878787_boat', metaType: 'PORTAL_SPECIFIC' },
          ...{ labels: { singular: 'Boat', plural: 'Boats' }, createdAt: at, updatedAt: at },
          ...{ primaryDisplayProperty: 'hull', requiredProperties: ['hull'], properties: [], associations: [] },
        },
      ],
    },
    empty: { results: [] },
    refusal: {
      ...{ status: 'error', category: 'EXPIRED_AUTHENTICATION', correlationId: 'c-1' },
      message: 'The OAuth token used to make this call expired 5 minute(s) ago.',
    },
  },
  {
    request: 'GET https://ours.my.salesforce.com/services/data/v53.0/sobjects',
    credential: bearer,
    good: salesforce(sobject('Account', 'Account', true), sobject('AccountHistory', 'Account History', false)),
    empty: salesforce(),
    refusal: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
  },
];

function answer(request: EdgeRequest): EdgeAnswer {
  const asked = `${request.method} ${request.url}`;
  const vendor = VENDORS.find((one) => one.request === asked);
  if (!vendor) return { status: 404, body: { message: `Nobody answers ${asked}.` } };
  const credential = vendor.credential(request);
  if (credential === 'good') return { status: 200, body: vendor.good };
  return credential === 'empty' ? { status: 200, body: vendor.empty } : { status: 401, body: vendor.refusal };
}

openEdge().answerWith(answer);
