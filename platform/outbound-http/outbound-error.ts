/** Why a request never got an answer: our own codes, or those of Node ("ECONNRESET", "CERT_HAS_EXPIRED"). */
export class OutboundError extends Error {
  override name = 'OutboundError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The address is private or reserved and no operator has allowed it. */
export class BlockedAddressError extends OutboundError {
  constructor(host: string) {
    super('BLOCKED_ADDRESS', `${host} is, or resolves to, a private or reserved address, which is not allowed.`);
  }
}

/** The code of any error thrown by Node's network modules, or null. */
export function networkCode(error: unknown): string | null {
  if (error === null || typeof error !== 'object') return null;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  if (Array.isArray(errors) && errors.length > 0) return networkCode(errors[0]);
  return cause === undefined ? null : networkCode(cause);
}
