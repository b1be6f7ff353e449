import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '../control-plane/context';
import { createOauthApp } from '../control-plane/oauth-apps/create-oauth-app';
import { systemClock } from '../platform/clock';
import { installation } from '../platform/installation';
import { createLogger } from '../platform/logger';
import { createTokenEndpoint } from '../processes/serve/token/token-endpoint';

/** An RSA key pair in PEM. */
export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

/** Makes a key pair. */
export function aKeyPair(modulusLength = 2048): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** An OAuth app of a workspace, with the private half of its one key. */
export async function anOauthApp(ctx: Context, pair: KeyPair = aKeyPair()) {
  const app = await createOauthApp(ctx, {
    name: `App ${randomUUID()}`,
    scopes: ['tracking_api:write'],
    tokenLifetimeDays: 1,
    keyName: 'first',
    publicKey: pair.publicKey,
  });
  return { ...app, keyId: app.keys[0]?.id ?? '', ...pair };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A good assertion of an app; `claims` and `header` change what stands in it. */
export function anAssertion(
  app: { id: string; keyId: string; privateKey: string },
  { claims = {}, header = {} }: { claims?: object; header?: object } = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const { publicUrl } = installation();
  const body = { iss: app.id, sub: app.id, aud: publicUrl, iat: now - 5, exp: now + 55, jti: randomUUID(), ...claims };
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: app.keyId, ...header })}.${part(body)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(app.privateKey).toString('base64url')}`;
}

/** The parameters of a token call. */
export function tokenCall(assertion: string, changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'tracking_api:write',
    ...changes,
  });
}

/** The token endpoint on a free port; the test closes it. */
export async function startTokenServer(now?: () => number) {
  const log = createLogger('token', 'error', () => undefined);
  const endpoint = createTokenEndpoint({ log, trustedProxies: [], clock: systemClock, now });
  const server = http.createServer((req, res) => {
    if (!endpoint.handle(req, res)) res.writeHead(418).end();
  });
  server.keepAliveTimeout = 0; // a sender that stood still for seconds finds its connection open
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async ask(body: BodyInit, path = '/token') {
      const response = await fetch(url + path, { method: 'POST', body });
      const answer = (await response.json()) as Record<string, unknown>;
      return { status: response.status, headers: response.headers, body: answer };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Gets a token for an app. */
export async function aToken(
  server: { ask(body: BodyInit): Promise<{ body: Record<string, unknown> }> },
  app: { id: string; keyId: string; privateKey: string },
): Promise<string> {
  return String((await server.ask(tokenCall(anAssertion(app)))).body.access_token);
}
