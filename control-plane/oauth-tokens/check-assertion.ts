import { decodeJwt, decodeProtectedHeader, errors, importSPKI, jwtVerify, type JWTPayload } from 'jose';
import { TokenError } from './token-answer';

/** What an assertion says of itself, before anybody has checked it. */
export interface ClaimedIdentity {
  appId: string;
  keyId: string;
}

/** An assertion whose signature and claims are good. */
export interface CheckedAssertion {
  jti: string;
  /** Until when the same assertion would be good, so that it must be remembered. */
  expiresAt: Date;
}

/** Seconds that the sender's clock may be apart from ours. */
const CLOCK_TOLERANCE = 30;
/** Segment's SDKs make assertions of one minute (segment-facts 1.3). */
const LONGEST_ASSERTION_SECONDS = 300;
const LONGEST_JTI = 200;

const refuse = (message: string) => new TokenError('invalid_client', message);

/** Who an assertion says it is from. @throws TokenError `invalid_client` when it is no such thing */
export function readIdentity(assertion: string): ClaimedIdentity {
  const { header, claims } = decode(assertion);
  if (header.alg !== 'RS256') throw refuse('The assertion must be signed with RS256.');
  if (typeof header.kid !== 'string') throw refuse('The header of the assertion has no kid.');
  if (typeof claims.sub !== 'string') throw refuse('The assertion has no sub.');
  return { appId: claims.sub, keyId: header.kid };
}

function decode(assertion: string) {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw refuse('client_assertion is not a JWT.');
  }
}

/**
 * Checks signature and claims of an assertion: RS256 only, `aud` is this server, `iat` is not to come, `exp` is to come but
 * within five minutes, `jti` is there. That it was not used before is for the database to say.
 * @throws TokenError `invalid_client`
 */
export async function checkAssertion(
  assertion: string,
  { appId }: ClaimedIdentity,
  publicKey: string,
  audiences: string[],
  now: Date,
): Promise<CheckedAssertion> {
  const claims = await verify(assertion, appId, publicKey, audiences, now);
  const { iss, iat, exp = 0, jti } = claims;
  const at = now.getTime() / 1000;
  if (iss !== undefined && iss !== appId) throw refuse('iss must be the id of the app, or absent.');
  if (typeof iat !== 'number' || iat > at + CLOCK_TOLERANCE) {
    throw refuse('iat is in the future. Check the clock of your server.');
  }
  if (exp > at + LONGEST_ASSERTION_SECONDS + CLOCK_TOLERANCE) {
    throw refuse(`exp must be at most ${LONGEST_ASSERTION_SECONDS} seconds ahead.`);
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI || jti.includes('\0')) {
    throw refuse(`jti must be text of 1 to ${LONGEST_JTI} characters.`);
  }
  return { jti, expiresAt: new Date((exp + CLOCK_TOLERANCE + 1) * 1000) };
}

async function verify(
  assertion: string,
  appId: string,
  publicKey: string,
  audiences: string[],
  now: Date,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, await importSPKI(publicKey, 'RS256'), {
      algorithms: ['RS256'],
      subject: appId,
      audience: audiences,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: now,
      requiredClaims: ['iat', 'exp', 'jti'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refuse(explain(error, audiences));
    throw error;
  }
}

function explain(error: errors.JOSEError, audiences: string[]): string {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature does not fit the key of the kid.';
  if (error instanceof errors.JWTExpired) return 'The assertion has expired. Check the clock of your server.';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'client_assertion cannot be checked.';
  if (error.reason === 'missing') return `The assertion has no ${error.claim}.`;
  if (error.claim === 'aud') return `aud must be ${audiences[0]}.`;
  return `${error.claim} of the assertion is wrong.`;
}
