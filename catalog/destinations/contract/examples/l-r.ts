import type { Examples } from '../example';
import { audience } from './audience';

/** By type: what the contract test needs beside the definition, types l to r. */
export const L_TO_R: Examples = {
  'launchdarkly-audiences': audience(),
  'linkedin-audiences': {
    ...audience(),
    answers: [{ to: 'GET https://api.linkedin.com/rest/dmpSegments', body: { elements: [{ id: 'segment-1' }] } }],
  },
  'linkedin-conversions': {
    mapping: {
      conversionRuleId: '104004',
      email: 'jane@example.com',
      conversionValue: { currencyCode: 'USD', amount: '38' },
    },
  },
  listrak: { mapping: { profileFieldValues: { '7': 'pro' } } },
  'marketo-static-lists': {
    ...audience({}, '1001'),
    answers: [{ to: /\/(rest|bulk)\//, body: { success: true, result: [{ id: 7 }, { id: 8 }] } }],
  },
  'ms-bing-ads-audiences': {
    ...audience({}, '3001'),
    sends: { syncAudiences: { type: 'track', event: 'Audience Entered' } },
  },
  'optimizely-advanced-audience-targeting': audience(),
  'optimizely-feature-experimentation-cloud': {
    settings: { dataFileUrl: 'https://cdn.optimizely.com/datafiles/example.json' },
    answers: [
      {
        to: 'cdn.optimizely.com',
        body: {
          accountId: '1',
          projectId: '2',
          revision: '3',
          anonymizeIP: true,
          attributes: [],
          events: [{ id: 'event-1', key: 'Signed Up', experimentIds: [] }],
        },
      },
    ],
  },
  'optimizely-web': {
    mapping: { endUserId: 'oeu1' },
    answers: [
      { to: /GET .*\/v2\/events\?/, body: [{ id: 77, key: 'Signed Up' }] },
      { to: 'https://api.optimizely.com', body: { id: 77, key: 'Signed Up', event_properties: [] } },
    ],
  },
  ortto: { settings: { api_key: 'pus-s3cr3t-of-ortto' } },
  'ortto-audiences': { ...audience(), settings: { api_key: 'pus-s3cr3t-of-ortto' } },
  pardot: { mapping: { company: 'Initech' } },
  'pendo-audiences': {
    ...audience({}, 'segment-1'),
    settings: { region: 'US' },
    answers: [{ to: '/visitor', body: { multistatus: [{ operation: 'add', status: 200 }] } }],
  },
  recombee: { mapping: { itemId: 'p-1' }, events: { track: { properties: { total_length: 120, position: 30 } } } },
  'reddit-audiences': audience({}, '987'),
  pipedrive: {
    events: {
      'Activity Upserted': { properties: { subject: 'Call back', type: 'call', note: 'Asked for board games' } },
    },
  },
  postscript: {
    ...audience(),
    answers: [{ to: 'GET https://api.postscript.io', body: { subscribers: [{ id: 'subscriber-1' }] } }],
  },
  qualtrics: { answers: [{ to: 'contacts/search', body: { result: { elements: [{ id: 'CID_1' }] } } }] },
  qualified: { mappings: { updateCompany: { domain: 'example.com' } } },
  repeater: { settings: { writeKeys: ['write-key-of-another-source'], endpoint: 'https://cdp.example.com' } },
  'rokt-audiences': audience(),
  'rokt-capi': { events: { identify: { traits: { gender: 'f' } } } },
  responsys: {
    settings: {
      segmentWriteKey: null,
      profileListName: 'Customers',
      profileExtensionTable: 'Extra',
      defaultFolderName: 'Shop',
    },
    ...audience(),
    answers: [
      { to: '/asyncApi/', body: { requestId: 77 } },
      { to: 'listExtensions', body: [] },
    ],
  },
};
