/** The Tracking API's limits (segment-facts 1.5). KB are 1,024 bytes. */

/** One event: as a request of its own, or inside a batch. */
export const MAX_EVENT_BYTES = 32 * 1024;
/** The body of one batch request. */
export const MAX_BATCH_BYTES = 500 * 1024;
/** Events in one batch; a longer batch is answered 200, rejected and recorded. */
export const MAX_BATCH_EVENTS = 2500;
/** Characters of a messageId. */
export const MAX_MESSAGE_ID_LENGTH = 100;

/** Keys of one event, at any depth; what comes after them is dropped and the event kept. Array elements count as keys. */
export const MAX_EVENT_KEYS = 10_000;

/** Shape of one event. Ours: Segment states no limits for these. */
export const MAX_EVENT_DEPTH = 100;
/** Characters of the longest name of a property. Ours too. */
export const MAX_KEY_LENGTH = 1024;
