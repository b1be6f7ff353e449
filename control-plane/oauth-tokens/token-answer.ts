/** The error codes of OAuth 2 that our token endpoint uses (RFC 6749 5.2; RFC 7521 4.2.1 for a bad assertion). */
export type TokenErrorCode =
  'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope' | 'temporarily_unavailable';

/** A call that got no token; the message is meant for the caller and holds nothing of what was sent. */
export class TokenError extends Error {
  override name = 'TokenError';
  constructor(
    readonly code: TokenErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** A token as the answer names it (RFC 6749 5.1). */
export interface IssuedToken {
  access_token: string;
  token_type: 'Bearer';
  /** Seconds. */
  expires_in: number;
  scope: string;
}
