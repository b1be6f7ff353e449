import type { Examples } from '../example';
import { audience } from './audience';

const WHSEC = 'whsec_czNjcjN0LXNpZ25pbmctc2VjcmV0LTAxMjM0NTY3';

/** By type: what the contract test needs beside the definition, types s to z. */
export const S_TO_Z: Examples = {
  salesforce: {
    settings: { instanceUrl: 'https://example.my.salesforce.com/' },
    answers: [
      { to: '/jobs/ingest', body: { id: '7505e0000000001' } },
      { to: '/sobjects', body: { id: '0015e0000000001', success: true } },
    ],
    mapping: {
      company: 'Initech',
      last_name: 'Doe',
      customFields: { Plan__c: 'pro' },
      close_date: '2026-12-31',
      name: 'Board games',
      stage_name: 'Prospecting',
    },
    mappings: { customObject: { customObjectName: 'Visit__c' } },
  },
  'salesforce-marketing-cloud': {
    mapping: {
      key: 'extension-1',
      dataExtensionId: 'extension-1',
      values: { plan: 'pro' },
      keys: { contactKey: 'user-1' },
    },
  },
  sendgrid: { mappings: { sendEmail: { template_id: 'd-1234567890', from: { email: 'shop@example.com' } } } },
  'sendgrid-audiences': audience({ listName: 'Big spenders' }, 'list-1'),
  sftp: { live: 'sftp.test.ts' },
  'snap-audiences': {
    ...audience({}, '5550001'),
    refused: {
      'Sync Engage Audience: identify':
        'The preset takes e-mail address and phone from properties, which an identify has not.',
    },
  },
  'snap-conversions': { settings: { pixel_id: 'pixel-1', snap_app_id: 'app-1' } },
  'stackadapt-audiences': audience(),
  'taboola-actions': audience({ ttl_in_hours: '720', exclude_from_campaigns: false, account_id: 'shop' }, '2001'),
  taguchi: {
    settings: { integrationURL: 'https://example.taguchi.com.au' },
    mapping: { target: { ref: 'user-1', email: 'jane@example.com' } },
    answers: [{ to: 'taguchi', body: [{ code: 200, name: 'Success' }] }],
  },
  topsort: {
    mapping: { products: [{ resolvedBidId: 'bid-1' }] },
    mappings: { pageviews: { page: { type: 'home', pageId: 'page-1' } } },
  },
  'twilio-messaging': {
    mapping: {
      channel: 'SMS',
      senderType: 'Phone number',
      contentTemplateType: 'Inline',
      inlineBody: 'Your games are on their way.',
      toPhoneNumber: '+14155550123',
      fromPhoneNumber: '+14155550100',
    },
  },
  'vibe-audience': audience(),
  voiceops: { mapping: { call_started_at: 1795334399 } },
  webhook: { settings: { signingSecret: WHSEC } },
  'webhook-audiences': audience(),
  'webhooks-classic': { settings: { signingSecret: WHSEC } },
  'youappi-audience': {
    ...audience(),
    event: { ...audience().event, properties: { idfa: 'AD-1' }, traits: { idfa: 'AD-1' } },
  },
  zapier: { mapping: { zapSubscriptionUrl: 'https://hooks.zapier.com/hooks/catch/1/abc/' } },
};
