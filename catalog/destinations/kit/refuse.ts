/** An error by which one of our own definitions refuses before anything is sent; Segment's classes have the same marks. */
class Refusal extends Error {
  readonly status = 400;

  constructor(
    readonly code: 'PAYLOAD_VALIDATION_FAILED' | 'INVALID_SETTINGS',
    message: string,
  ) {
    super(message);
    this.name = code === 'INVALID_SETTINGS' ? 'InvalidSettingsError' : 'PayloadValidationError';
  }
}

/** What to throw when the event itself cannot be sent: it ends as MESSAGE_REJECTED with this sentence. */
export function refuseEvent(message: string): Error {
  return new Refusal('PAYLOAD_VALIDATION_FAILED', message);
}

/** The same for one event of a batch, as a part of a `MultiStatusResponse`. */
export function refusedInBatch(errormessage: string) {
  return { status: 400, errortype: 'PAYLOAD_VALIDATION_FAILED' as const, errormessage };
}

/** What to throw when the settings cannot work: every event ends as INVALID_SETTINGS with this sentence. */
export function refuseSettings(message: string): Error {
  return new Refusal('INVALID_SETTINGS', message);
}
