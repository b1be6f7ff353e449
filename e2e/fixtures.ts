import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test as base, expect, type BrowserContext } from '@playwright/test';
import { randomToken } from '../platform/ids';
import { startReceiver, type Receiver } from '../testing/receiver';

const run = promisify(execFile);

/** An owner with a workspace of their own, made by the command line while the server runs. */
export interface Owner {
  email: string;
  password: string;
  workspaceId: string;
  workspaceSlug: string;
  userId: string;
  token: string;
}

/** Makes an account and a workspace that no other test uses. */
export async function anOwner(): Promise<Owner> {
  const mark = randomToken(8).toLowerCase();
  const email = `ana-${mark}@example.com`;
  const password = `correct horse ${mark}`;
  const args = [
    'scripts/switchyard.mjs',
    'setup',
    '--email',
    email,
    '--password',
    password,
    '--workspace',
    `Acme ${mark}`,
  ];
  const { stdout } = await run(process.execPath, args, {
    env: {
      ...process.env,
      PORT: process.env.E2E_PORT,
      SWITCHYARD_DATA_DIR: process.env.E2E_DATA_DIR,
      DATABASE_URL: '',
    },
  });
  return { email, password, ...(JSON.parse(stdout) as Omit<Owner, 'email' | 'password'>) };
}

/** Signs a browser context in by next-auth's own endpoints, as the sign-in page does. */
export async function signIn(
  context: BrowserContext,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** The Public API as one token sees it. Answers of other statuses than 2xx are returned too. */
export function publicApi(token: string, origin: string) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${origin}/public-api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      json: (text ? JSON.parse(text) : {}) as { data?: Record<string, unknown>; errors?: unknown[] },
    };
  };
}

/** Adds a source through the Public API and returns its id and write key. */
export async function aSourceOf(owner: Owner, origin: string, name: string): Promise<{ id: string; writeKey: string }> {
  const call = publicApi(owner.token, origin);
  const catalog = await call('GET', '/catalog/sources?pagination.count=50');
  const types = (catalog.json.data as { sourcesCatalog: { id: string; name: string }[] }).sourcesCatalog;
  const metadataId = types.find(({ name: label }) => label === 'Node.js')?.id;
  const made = await call('POST', '/sources', { slug: name, enabled: true, metadataId });
  expect(made.status, JSON.stringify(made.json)).toBe(200);
  const { source } = made.json.data as { source: { id: string; writeKeys: string[] } };
  return { id: source.id, writeKey: source.writeKeys[0] ?? '' };
}

/** Adds an enabled webhook to a source through the Public API and returns its id. */
export async function aWebhookOf(owner: Owner, origin: string, sourceId: string, url: string): Promise<string> {
  const call = publicApi(owner.token, origin);
  const catalog = await call('GET', '/catalog/destinations?pagination.count=50');
  const types = (catalog.json.data as { destinationsCatalog: { id: string; name: string }[] }).destinationsCatalog;
  const metadataId = types.find(({ name }) => name.startsWith('Webhooks'))?.id;
  const made = await call('POST', '/destinations', {
    sourceId,
    metadataId,
    name: 'Warehouse hook',
    enabled: true,
    settings: { url },
  });
  expect(made.status, JSON.stringify(made.json)).toBe(200);
  return (made.json.data as { destination: { id: string } }).destination.id;
}

interface Fixtures {
  owner: Owner;
  receiver: Receiver;
  origin: string;
}

/** Every test has an owner of its own and, if it asks, a real HTTP receiver. */
export const test = base.extend<Fixtures>({
  owner: async ({}, use) => use(await anOwner()),
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
  origin: async ({ baseURL }, use) => use(baseURL ?? ''),
});

export { expect };
