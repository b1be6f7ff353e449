/**
 * What can happen to an event, in the words of Segment's Delivery Overview (segment-facts 4.9). `no_destination` is ours:
 * an accepted event that no destination wanted has an end state too.
 */
export const OUTCOMES = [
  'successfully_received',
  'failed_on_ingest',
  'filtered_at_source',
  'filtered_at_destination',
  'pending_retry',
  'failed_delivery',
  'successful_delivery',
  'no_destination',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes after which nothing more happens to an event at a destination. */
export type FinalOutcome = Exclude<Outcome, 'successfully_received' | 'failed_on_ingest' | 'pending_retry'>;

/** Reasons an event fails on ingest (segment-facts 1.6), with what to tell a person. */
export const INGEST_REASONS = {
  empty_batch: 'The batch had no messages.',
  multi_user_error: 'One or more messages of the batch were invalid; only the valid ones were kept.',
  source_disabled: 'The source was disabled when the event arrived.',
  no_user_anon_id: 'The event had neither a userId nor an anonymousId.',
  id_not_string: 'userId or anonymousId was empty or not a string.',
  event_not_defined: 'The track call had no event name.',
  event_not_string: 'The event name was not a string.',
  properties_not_object: 'properties was not an object.',
  traits_not_object: 'traits was not an object.',
  name_not_string: 'The name of the page or screen was empty or not a string.',
  category_not_string: 'The category of the page or screen was not a string.',
  group_id_required: 'The group call had no groupId, or it was neither text nor a number.',
  previous_id_required: 'The alias call had no previousId, or it was neither text nor a number.',
  context_not_object: 'context was not an object.',
  integrations_not_object: 'integrations was not an object.',
  consent_categorypreferences_should_exist: 'The consent event had no context.consent.categoryPreferences.',
  consent_categorypreferences_fields_should_be_object: 'context.consent.categoryPreferences was not an object.',
  consent_categorypreferences_fields_should_be_bool:
    'A category in context.consent.categoryPreferences was not a boolean.',
  consent_version_should_be_number: 'context.consent.version was not a number.',
  device_advertisingid_should_be_string: 'context.device.advertisingId was not a string.',
  message_too_large: 'The event was larger than 32 KB.',
  batch_too_long: 'The batch had more than 2,500 events.',
  batch_too_large: 'The batch was larger than 500 KB.',
  too_complex: 'The event was nested too deeply or had a key that is too long.',
  bad_request: 'The event could not be read.',
  too_many_requests: 'More events came than the rate limit allows.',
  oauth_required: 'The source requires OAuth, and the request had no bearer token.',
  invalid_token: 'The bearer token was wrong, expired, revoked, or of an app that is not connected to the source.',
  unknown_type: 'The event had a type that is not one of the six calls.',
} as const;
export type IngestReason = keyof typeof INGEST_REASONS;

/** Reasons an event is filtered at a destination (segment-facts 4.9). */
export const FILTER_REASONS = {
  FILTERED_BY_RULES: 'A destination filter kept the event back.',
  FILTERED_BY_INTEGRATIONS_OBJECT: "The event's integrations object turned this destination off.",
  UNSUPPORTED_EVENT_TYPE: 'The destination has no action for this type of event.',
  INVALID_SETTINGS: 'A required setting of the destination is missing or wrong.',
  NO_MATCHING_MAPPING: "No enabled mapping's trigger matched the event.",
  DESTINATION_DISABLED: 'The destination was disabled.',
  MESSAGE_SENT_CLIENT_SIDE: 'The page had sent the event to the destination itself.',
  NOT_SENT_CLIENT_SIDE: 'The destination runs in web pages only, and this event did not come from one that ran it.',
  FILTER_ERROR: 'A filter could not be evaluated, so the event was kept back.',
} as const;
export type FilterReason = keyof typeof FILTER_REASONS;

/** Reasons a delivery fails or waits: an HTTP status as text ("503"), a network code ("ECONNRESET"), or one of these. */
export const DELIVERY_REASONS = {
  INVALID_SETTINGS: 'A required setting of the destination is missing or wrong.',
  MESSAGE_REJECTED: 'The event lacks something the destination requires, so nothing was sent.',
  BLOCKED_ADDRESS: 'The address is private or reserved, and the operator has not allowed it.',
  ETIMEDOUT: 'The destination did not answer within the time limit.',
  ECONNREFUSED: 'The destination refused the connection.',
  ECONNRESET: 'The destination closed the connection without answering.',
  ENOTFOUND: 'The host name could not be found.',
  DESTINATION_DELETED: 'The destination was deleted while the event was on its way.',
  DESTINATION_DISABLED: 'The destination was disabled while the event was on its way.',
  MAPPING_REMOVED: 'The mapping was deleted or disabled while the event was on its way.',
  EVENT_EXPIRED: 'The event was older than events are kept before it could be delivered.',
  INVALID_URL: 'The URL is not an absolute http or https URL.',
  INTERNAL: 'Switchyard failed while preparing the event; this is our bug.',
} as const;
export type DeliveryReason = keyof typeof DELIVERY_REASONS;
