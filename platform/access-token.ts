import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** What an access token of ours says: who may do what, until when. Reading one needs no database. */
export interface AccessToken {
  /** The token's own id (jti). */
  id: string;
  appId: string;
  workspaceId: string;
  /** The public key that its assertion was checked with. */
  keyId: string;
  scopes: string[];
  /** Milliseconds. */
  expiresAt: number;
}

/** Why a text is not a token that counts. */
export type TokenProblem = 'invalid' | 'expired';

const ISSUER = 'switchyard';
const TYPE = 'at+jwt';
/** Seconds that a clock of another process of this installation may be apart. */
const CLOCK_TOLERANCE = 5;
const PURPOSE = 'switchyard access tokens v1';
/** Ours have about 500 characters. */
const LONGEST = 4096;

/** The key that signs access tokens, derived from the installation's own: all processes of one installation have it. */
export function accessTokenKey(encryptionKey: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', encryptionKey, '', PURPOSE, 32));
}

/** Signs a token (JWT, HS256). */
export function signAccessToken(token: AccessToken, key: Uint8Array, now: number): Promise<string> {
  return new SignJWT({ wks: token.workspaceId, key: token.keyId, scope: token.scopes.join(' ') })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setSubject(token.appId)
    .setJti(token.id)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(token.expiresAt / 1000))
    .sign(key);
}

/** Reads a token that this installation signed, or says why it does not count. */
export async function readAccessToken(text: string, key: Uint8Array, now: number): Promise<AccessToken | TokenProblem> {
  if (text.length > LONGEST) return 'invalid';
  try {
    const { payload } = await jwtVerify(text, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      typ: TYPE,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'jti', 'sub'],
    });
    const { sub, jti, exp, wks, key: keyId, scope } = payload;
    if (!sub || !jti || !exp || typeof wks !== 'string' || typeof keyId !== 'string' || typeof scope !== 'string') {
      return 'invalid';
    }
    return { id: jti, appId: sub, workspaceId: wks, keyId, scopes: scope.split(' '), expiresAt: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
    throw error;
  }
}
