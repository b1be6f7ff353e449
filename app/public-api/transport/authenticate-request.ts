import { ControlPlaneError } from '@/control-plane/errors';
import type { Context } from '@/control-plane/context';
import { authenticateToken } from '@/control-plane/tokens/authenticate-token';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * The context in which a request runs, from its Authorization header alone; cookies are not looked at.
 * @throws ControlPlaneError `unauthenticated` when the header is missing or its token is unknown or revoked.
 */
export async function authenticateRequest(request: Request, requestId: string): Promise<Context> {
  const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) {
    throw new ControlPlaneError('unauthenticated', 'Send a token of this workspace: Authorization: Bearer <token>.');
  }
  const ctx = await authenticateToken(token);
  if (ctx === null) throw new ControlPlaneError('unauthenticated', 'The token is not valid, or it was revoked.');
  return { ...ctx, requestId };
}
