/** The closed union of what can go wrong for a caller; every transport has one mapper for it. */
export type ControlPlaneErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid_input'
  | 'conflict'
  | 'gone'
  | 'rate_limited'
  | 'precondition_failed';

/** An error whose message is meant for the caller. Any other error is a bug and never echoes its message. */
export class ControlPlaneError extends Error {
  override name = 'ControlPlaneError';
  constructor(
    readonly code: ControlPlaneErrorCode,
    message: string,
    /** Per field of the input, what is wrong with it; dotted paths. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** "No such source": also for what exists in another workspace, so that ids cannot be probed. */
export function notFound(what: string): ControlPlaneError {
  return new ControlPlaneError('not_found', `There is no such ${what} in this workspace.`);
}
