import type { IncomingMessage, ServerResponse } from 'node:http';
import { issueToken } from '../../../control-plane/oauth-tokens/issue-token';
import { TokenError, type TokenErrorCode } from '../../../control-plane/oauth-tokens/token-answer';
import type { Clock } from '../../../platform/clock';
import { createClientAddress } from '../../../platform/client-address';
import type { Logger } from '../../../platform/logger';
import { createCallLimit } from './call-limit';
import { readForm } from './read-form';

export interface TokenEndpointOptions {
  log: Logger;
  trustedProxies: string[];
  clock: Clock;
  /** Milliseconds, monotonic: what calls are counted by. */
  now?: () => number;
}

/** `POST /token`: OAuth 2 client credentials for programs that send events. */
export interface TokenEndpoint {
  /** Takes the request when its path is the endpoint's: then true, and it will be answered. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

/** An authServer that ends in a slash, as Segment's own documentation writes it, makes the SDK ask for the second. */
const PATHS = new Set(['/token', '//token', '/token/']);
const FORM = 'application/x-www-form-urlencoded';
const STATUS: Record<TokenErrorCode, number> = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  temporarily_unavailable: 503,
};

/** Builds the token endpoint of this process. */
export function createTokenEndpoint({
  log,
  trustedProxies,
  clock,
  now = () => performance.now(),
}: TokenEndpointOptions): TokenEndpoint {
  const addressOf = createClientAddress(trustedProxies, { ipv6: true });
  const limit = createCallLimit();

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const forwarded = req.headers['x-forwarded-for'];
    const address = addressOf(req.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded);
    const waitSeconds = limit(address ?? '', now());
    if (waitSeconds > 0) return refuse(res, 429, 'temporarily_unavailable', 'Too many calls.', waitSeconds);
    if (req.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() !== FORM) {
      return refuse(res, 415, 'invalid_request', `Content-Type must be ${FORM}.`);
    }
    const form = await readForm(req);
    if (form === null) return refuse(res, 400, 'invalid_request', 'The body is too large or did not arrive in time.');
    try {
      answer(res, 200, await issueToken(form, clock.now()));
    } catch (error) {
      if (error instanceof TokenError) return refuse(res, STATUS[error.code], error.code, error.message);
      log.error('the token endpoint failed', { error });
      refuse(res, 503, 'temporarily_unavailable', 'Tokens cannot be given out just now; ask again.', 1);
    }
  }

  return {
    handle(req, res) {
      if (!PATHS.has((req.url ?? '').split('?', 1)[0] ?? '')) return false;
      if (req.method === 'POST') {
        serve(req, res).catch((error: unknown) => {
          log.error('the token endpoint failed to answer', { error });
          res.destroy();
        });
      } else {
        res.setHeader('Allow', 'POST');
        refuse(res, 405, 'invalid_request', 'Use POST.');
      }
      return true;
    },
  };
}

function refuse(res: ServerResponse, status: number, error: string, description: string, waitSeconds?: number): void {
  if (waitSeconds !== undefined) {
    res.setHeader('Retry-After', String(waitSeconds));
    if (status === 429) res.setHeader('X-RateLimit-Reset', String(waitSeconds));
  }
  // Some of a body that nobody reads may still be on its way.
  if (status !== 401 && status !== 503) res.setHeader('Connection', 'close');
  answer(res, status, { error, error_description: description });
}

function answer(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
  });
  res.end(text);
}
