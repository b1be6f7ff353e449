import type { Examples } from '../example';
import { audience } from './audience';

const WHSEC = 'whsec_czNjcjN0LXNpZ25pbmctc2VjcmV0LTAxMjM0NTY3';

/** By type: what the contract test needs beside the definition, types e to k. */
export const E_TO_K: Examples = {
  emarsys: {
    mapping: {
      event_id: 1001,
      eventid: 1001,
      key_field: '3',
      key_value: 'jane@example.com',
      event_payload: { plan: 'pro' },
    },
    answers: [{ to: 'api.emarsys.net', body: { replyCode: 0, replyText: 'OK', data: { ids: [1] } } }],
  },
  eagleeye: audience(),
  'facebook-conversions-api': { mapping: { action_source: 'website' } },
  'facebook-custom-audiences': audience({}, '120200000000000001'),
  'first-party-dv360': {
    ...audience({}, '11'),
    mapping: { advertiser_id: '22', external_id: '11' },
    answers: [
      {
        to: 'editCustomerMatchMembers',
        body: { firstAndThirdPartyAudienceId: '11', firstPartyAndPartnerAudienceId: '11' },
      },
    ],
  },
  gameball: {
    mappings: { trackOrder: { lineItems: [{ productId: 'p-1', price: 19, taxes: 1, discount: 0 }] } },
  },
  'google-analytics-4': { settings: { measurementId: 'G-ABC1234567' } },
  'google-campaign-manager-360': {
    mapping: {
      requiredId: {
        gclid: 'gclid-1',
        dclid: null,
        encryptedUserId: null,
        mobileDeviceId: null,
        matchId: null,
        impressionId: null,
        encryptedUserIdCandidates: null,
      },
      quantity: '1',
      ordinal: 'order-1',
    },
    settings: { defaultFloodlightActivityId: '111', defaultFloodlightConfigurationId: '222' },
  },
  'google-enhanced-conversions': {
    settings: { customerId: '123-456-7890' },
    answers: [
      { to: 'offlineUserDataJobs:create', body: { resourceName: 'customers/1234567890/offlineUserDataJobs/9' } },
    ],
    ...audience({ external_id_type: 'CONTACT_INFO' }, '55'),
  },
  'google-sheets': {
    mapping: { spreadsheet_id: 'spreadsheet-1', spreadsheet_name: 'Sheet1' },
    event: { event: 'new', __segment_id: 'row-1' },
  },
  'http-request': { settings: { signingSecret: WHSEC, password: null, key: null } },
  'hubspot-cloud': {
    mapping: { company: 'Initech', associateContact: false },
    answers: [
      { to: 'GET https://api.hubapi.com/events/v3/event-definitions', status: 404, body: {} },
      { to: '/event-definitions', body: { fullyQualifiedName: 'pe1234567_signed_up' } },
    ],
    mappings: {
      sendCustomBehavioralEvent: { eventName: 'pe1234567_signed_up' },
      customEvent: {
        __segment_internal_sync_mode: 'upsert',
        event_name: 'pe1234567_signed_up',
        record_details: { object_type: 'contact', object_id: '101' },
      },
    },
  },
  'insider-audiences': audience(),
  'intercom-cloud': {
    answers: [
      { to: 'contacts/search', body: { total_count: 1, data: [{ id: 'contact-1', external_id: 'user-1' }] } },
      { to: 'api.intercom.io', body: { id: 'company-1' } },
    ],
  },
  'iterable-audiences': audience({ updateExistingUsersOnly: false }, '42'),
  'koala-cloud': {
    event: { context: { library: { name: 'analytics-node' } }, properties: { email: 'jane@example.com' } },
  },
  'iterable-lists': audience({}, '42'),
  kafka: { live: 'kafka.test.ts' },
  kevel: audience(),
  'kevel-audience': { ...audience(), settings: { audienceDomain: 'example.com' } },
  klaviyo: {
    mapping: { list_id: 'XyZ123' },
    answers: [
      { to: 'GET https://a.klaviyo.com/api/profiles', body: { data: [{ id: 'profile-1' }] } },
      { to: 'https://a.klaviyo.com/api/profiles', body: { data: { id: 'profile-1' } } },
    ],
  },
};
