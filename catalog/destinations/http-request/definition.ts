import type { ActionDefinition, InputField } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';
import { eventHeaders, joinHeaders } from '../kit/event-headers';
import { refuseSettings } from '../kit/refuse';
import { standardWebhookHeaders } from '../kit/sign-body';
import { callAddress } from './address';
import { credentialHeaders, credentialsProblem, type CredentialSettings } from './credentials';

interface Settings extends CredentialSettings {
  baseUrl: string;
  signingSecret?: string;
}

interface Payload {
  method: string;
  path?: string;
  headers?: JsonObject;
  query?: JsonObject;
  json?: JsonObject;
  text?: string;
  contentType?: string;
}

function bodyOf({ method, json, text, contentType }: Payload): { body?: string; type?: string } {
  if (method === 'GET' || method === 'HEAD') return {};
  if (text !== undefined && text !== '') return { body: text, type: contentType || 'text/plain; charset=utf-8' };
  return json === undefined ? {} : { body: JSON.stringify(json), type: contentType || 'application/json' };
}

const field = (
  label: string,
  description: string,
  type: InputField['type'],
  rest: Partial<InputField> = {},
): InputField => ({ label, description, type, ...rest });

const fields: Record<string, InputField> = {
  method: field('Method', 'What the call does.', 'string', {
    required: true,
    default: 'POST',
    choices: [
      { label: 'POST: create', value: 'POST' },
      { label: 'PUT: create or replace', value: 'PUT' },
      { label: 'PATCH: change in part', value: 'PATCH' },
      { label: 'DELETE: remove', value: 'DELETE' },
      { label: 'GET: read', value: 'GET' },
    ],
  }),
  path: field(
    'Path',
    'Below the base URL, for example users/{{userId}}. A property may add steps and a query of its own. Empty calls the base URL itself.',
    'string',
  ),
  query: field('Query', 'Parameters after the question mark.', 'object', { defaultObjectUI: 'keyvalue' }),
  headers: field('Headers', 'Sent with the request, beside the credentials of the settings.', 'object', {
    defaultObjectUI: 'keyvalue',
  }),
  json: field('JSON Body', 'The body as an object. The default is the whole event. GET has no body.', 'object', {
    default: { '@path': '$.' },
  }),
  text: field(
    'Text Body',
    'The body as text, written with properties of the event. It is sent instead of the JSON body.',
    'text',
  ),
  contentType: field('Content Type', 'Of the body, when it is neither JSON nor plain text.', 'string', {
    placeholder: 'application/x-www-form-urlencoded',
  }),
};

const call: ActionDefinition<Settings, Payload> = {
  title: 'Call',
  description: 'Makes one HTTP request for the event.',
  fields,
  perform: (request, { payload, settings }) => {
    const problem = credentialsProblem(settings);
    if (problem) throw refuseSettings(problem.message);
    const { body, type } = bodyOf(payload);
    const own = eventHeaders(payload.headers);
    const signed = settings.signingSecret
      ? standardWebhookHeaders(settings.signingSecret, body ?? '', undefined, Date.now())
      : {};
    return request(callAddress(settings.baseUrl, payload.path, payload.query), {
      method: payload.method as 'POST',
      headers: joinHeaders(type ? { 'content-type': type } : {}, own, signed, credentialHeaders(settings)),
      ...(body === undefined ? {} : { body }),
    });
  },
};

const secret = (label: string, description: string) => ({ type: 'password', label, description });

/** Any HTTP API: one request for an event, its parts filled from the event. */
export const httpRequestDestination = {
  name: 'HTTP Request',
  slug: 'http-request',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      baseUrl: {
        type: 'string',
        label: 'Base URL',
        description: 'Where the API begins, for example https://api.example.com/v2. Every path is below it.',
        required: true,
        format: 'uri',
      },
      username: { type: 'string', label: 'User Name', description: 'For Basic authorization.' },
      password: secret('Password', 'For Basic authorization.'),
      bearerToken: secret('Bearer Token', 'Sent as "Authorization: Bearer …".'),
      keyHeader: {
        type: 'string',
        label: 'Key Header',
        description: 'The header that carries the key, for example X-Api-Key.',
      },
      key: secret('Key', 'Sent in the header named above.'),
      signingSecret: secret(
        'Signing Secret',
        'Base64 of 24 to 64 random bytes. When it is set, requests carry the Standard Webhooks headers, which sign the body.',
      ),
    },
  },
  actions: { call },
} as unknown as AnyDefinition;
