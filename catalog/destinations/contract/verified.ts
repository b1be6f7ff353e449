/** What was compared with the vendor's documentation, and found in agreement. */
export interface Recorded {
  level: 'recorded';
  /** The page it was compared with. */
  docs: string;
  /** Which of the recorded requests were compared. */
  compared: string;
  /** What differs, or could not be settled from the page alone. */
  doubt?: string;
}

const recorded = (docs: string, compared: string, doubt?: string): Recorded => ({
  level: 'recorded',
  docs,
  compared,
  ...(doubt ? { doubt } : {}),
});

const ITERABLE = 'https://api.iterable.com/api/docs';

/**
 * Packaged destinations, by our type, whose recorded requests (contract/fixtures) were compared with the vendor's
 * documented shape in November 2026: method, address, sign-in and the names and kinds of the fields. No account of the
 * vendor was used. What is not here only runs.
 */
export const VERIFIED: Record<string, Recorded> = {
  airship: recorded('https://docs.airship.com/api/ua/', 'custom events, attributes'),
  amplitude: recorded('https://amplitude.com/docs/apis/analytics/http-v2', 'events; identify'),
  'braze-cloud': recorded(
    'https://www.braze.com/docs/api/endpoints/user_data/post_user_track/',
    'events and attributes of users/track',
    'The plain track mapping dates events with receivedAt.',
  ),
  customerio: recorded(
    'https://docs.customer.io/integrations/api/track/tag/track_v2/entity/',
    'people, devices, events, objects and relationships',
  ),
  emarsys: recorded(
    'https://dev.emarsys.com/docs/core-api-reference/',
    'WSSE sign-in, contact upsert, contact lists, external event',
  ),
  'facebook-conversions-api': recorded(
    'https://developers.facebook.com/docs/marketing-api/conversions-api/using-the-api',
    'events with hashed user data, custom data',
  ),
  'facebook-custom-audiences': recorded(
    'https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences',
    'adding users by schema and data',
  ),
  'fullstory-cloud': recorded('https://developer.fullstory.com/server/overview/', 'events, users'),
  'google-analytics-4': recorded(
    'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference',
    'events and their parameters, measurement id and API secret',
  ),
  'google-campaign-manager-360': recorded(
    'https://developers.google.com/doubleclick-advertisers/rest/v4/conversions/batchinsert',
    'batchinsert',
    'batchupdate calls itself an insert request in "kind".',
  ),
  'google-sheets': recorded(
    'https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values',
    'reading the ids, the header row, appending rows',
  ),
  'hubspot-cloud': recorded(
    'https://developers.hubspot.com/docs/api/overview',
    'contacts and companies (CRM v3), custom events (events/v3/send)',
  ),
  'intercom-cloud': recorded(
    'https://developers.intercom.com/docs/references/rest-api/api.intercom.io/',
    'contact search, update, companies, events',
    'No Intercom-Version is sent, so the default version of the workspace answers.',
  ),
  iterable: recorded(
    ITERABLE,
    'events/track, users/update, commerce/updateCart, commerce/trackPurchase',
    'Track also sends two of its own batch settings, which the page does not name.',
  ),
  'iterable-audiences': recorded(ITERABLE, 'lists/subscribe'),
  'iterable-lists': recorded(ITERABLE, 'lists/subscribe'),
  klaviyo: recorded(
    'https://developers.klaviyo.com/en/reference/api_overview',
    'profiles, list relationships, events, subscription jobs, revision header',
  ),
  'linkedin-conversions': recorded(
    'https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api',
    'one conversion event with a hashed e-mail address',
  ),
  loops: recorded(
    'https://loops.so/docs/api-reference/update-contact',
    'contacts/update, events/send',
    'Traits that are objects are sent as they are; Loops takes flat values.',
  ),
  'metronome-actions': recorded('https://docs.metronome.com/', 'ingest of usage events'),
  mixpanel: recorded(
    'https://developer.mixpanel.com/reference/import-events',
    'import of events, profile and group updates',
    'It signs in with the project secret, the older of the documented ways.',
  ),
  'pinterest-conversions-api': recorded(
    'https://developers.pinterest.com/docs/api/v5/events-create',
    'events with hashed user data, custom data',
    'opt_out is true unless the mapping says otherwise.',
  ),
  pipedrive: recorded(
    'https://developers.pipedrive.com/docs/api/v1',
    'item search, persons, organizations, activities',
  ),
  posthog: recorded(
    'https://posthog.com/docs/api/capture',
    'batch, $identify',
    'Track, page and screen are dated with receivedAt.',
  ),
  'reddit-conversions-api': recorded(
    'https://ads-api.reddit.com/docs/v2/',
    'conversion events of version 2.0',
    'Reddit has a version 3, and will withdraw this one.',
  ),
  salesforce: recorded(
    'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/',
    'creating records; bulk jobs (Bulk API 2.0)',
  ),
  segment: recorded(
    'https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api',
    'batch',
  ),
  sendgrid: recorded(
    'https://www.twilio.com/docs/sendgrid/api-reference',
    'marketing contacts, mail send with a dynamic template',
  ),
  'sendgrid-audiences': recorded(
    'https://www.twilio.com/docs/sendgrid/api-reference',
    'marketing contacts with a list',
  ),
  'snap-conversions': recorded(
    'https://developers.snap.com/api/marketing-api/Conversions-API/UsingTheAPI',
    'web events with hashed user data',
    'event_time is in milliseconds; the page shows seconds.',
  ),
  'twilio-messaging': recorded('https://www.twilio.com/docs/messaging/api/message-resource', 'sending a message'),
  twilio: recorded('https://www.twilio.com/docs/messaging/api/message-resource', 'sending a message'),
};
