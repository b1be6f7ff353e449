import type { Examples } from '../example';
import { audience } from './audience';

/** By type: what the contract test needs beside the definition, types a to d. */
export const A_TO_D: Examples = {
  '1plusx-asset-api': {
    mapping: { asset_uri: 'shop:p-1', custom_fields: { ope_category: { '@path': '$.properties.category' } } },
    event: {
      properties: { title: 'Monopoly', content: 'The game of fast-dealing property trading.', category: 'Games' },
    },
  },
  absmartly: {
    events: {
      'Experiment Viewed': {
        properties: {
          exposure: {
            hashed: true,
            publishedAt: 1795334399000,
            units: [{ type: 'user_id', uid: 'user-1' }],
            exposures: [
              { id: 1, name: 'checkout', unit: 'user_id', exposedAt: 1795334399000, variant: 1, assigned: true },
            ],
          },
        },
      },
    },
  },
  acoustic: {
    quirk: 'An event of no audience gets the key "undefined" with the value "Audience Exited".',
    settings: {
      version: '2.0',
      fileNamePrefix: 'shop_',
      s3_region: 'us-east-1',
      s3_bucket_accesspoint_alias: 'example-s3alias',
    },
    mapping: { properties: { '@path': '$.properties' }, traits: { '@path': '$.traits' } },
  },
  'acoustic-campaign': {
    settings: { tableListId: '987654', a_clientId: 'client-1' },
    mapping: { email: 'jane@example.com', key_value_pairs: { plan: 'pro' } },
    answers: [
      {
        to: 'XMLAPI',
        headers: { 'content-type': 'text/xml' },
        body: '<Envelope><Body><RESULT><SUCCESS>true</SUCCESS></RESULT></Body></Envelope>',
      },
    ],
  },
  'algolia-insights': {
    event: { properties: { filters: [{ type: 'brand', attribute: 'brand', value: 'Hasbro' }] } },
  },
  'amplitude-cohorts': {
    ...audience({ id_type: 'BY_USER_ID', cohort_name: 'Big spenders' }),
    settings: { app_id: '1234567' },
    answers: [{ to: '/api/3/cohorts/membership', body: { memberships_result: [{ skipped_ids: [] }] } }],
  },
  attentive: {
    mappings: {
      upsertUserAttributes: { properties: { plan: { '@path': '$.traits.plan' } } },
    },
  },
  attio: { answers: [{ to: 'api.attio.com', body: { data: { id: { record_id: 'record-1' } } } }] },
  'blackbaud-raisers-edge-nxt': {
    mappings: { createGift: { constituent_id: '280' }, createConstituentAction: { constituent_id: '280' } },
    answers: [
      { to: 'constituents/search', body: { count: 0, value: [] } },
      { to: 'POST https://api.sky.blackbaud.com', body: { id: '280' } },
    ],
  },
  'cloud-gwen': { event: { userId: '00000000-0000-4000-8000-000000000001' } },
  customerio: {
    events: {
      'Object Deleted': { properties: { objectId: 'group-1', object_type_id: '1' } },
      'Relationship Deleted': { properties: { objectId: 'group-1', object_type_id: '1' } },
      group: { traits: { object_type_id: '1', objectAttributes: { name: 'Initech' } } },
    },
  },
  'criteo-audiences': {
    mapping: { audience_key: 'big_spenders', email: { '@path': '$.context.traits.email' } },
    event: { properties: { audience_key: 'big_spenders' } },
    answers: [
      { to: 'oauth2/token', body: { access_token: 'token-of-this-hour' } },
      {
        to: 'audience-segments/search',
        body: { data: [{ id: '42', attributes: { name: 'big_spenders' } }], meta: { totalItems: 1 } },
      },
    ],
  },
  'delivrai-audiences': {
    ...audience(),
    answers: [{ to: 'GET https://', body: { token: 'token-of-this-hour' } }],
  },
  devrev: { answers: [{ to: 'rev-users.list', body: { rev_users: [{ id: 'rev-1', created_date: '2026-01-01' }] } }] },
  dotdigital: {
    mappings: { sendTransactionalEmail: { toAddresses: 'jane@example.com', fromAddress: 'shop@example.com' } },
    answers: [{ to: /\/contacts\//, body: { contactId: 11 } }],
  },
  dub: { mapping: { clickId: 'click-1', metadata: { plan: 'pro' } } },
};
