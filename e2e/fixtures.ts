import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { parseEnv } from '../config/env';
import { setupOwner } from '../control-plane/accounts/setup-owner';
import type { Context, Role } from '../control-plane/context';
import { createDestination } from '../control-plane/destinations/create-destination';
import { createSource } from '../control-plane/sources/create-source';
import { newId, randomToken } from '../platform/ids';
import { installation } from '../platform/installation';
import { createLogger } from '../platform/logger';
import { withInstallation } from '../processes/cli/connect';
import { db, pool } from '../storage/client';
import { aUser } from '../testing/factories';
import { startReceiver, type Receiver } from '../testing/receiver';
import { registerInteractive, waitsUntilInteractive } from './interactive';

/** An owner with a workspace of their own. */
export interface Owner {
  email: string;
  password: string;
  workspaceId: string;
  workspaceName: string;
  workspaceSlug: string;
  userId: string;
  token: string;
}

/** Makes an account and a workspace that no other test uses, as the command line does. */
export async function anOwner(): Promise<Owner> {
  const mark = randomToken(8).toLowerCase();
  const email = `ana-${mark}@example.com`;
  const password = `correct horse ${mark}`;
  const workspaceName = `Acme ${mark}`;
  return { email, password, workspaceName, ...(await setupOwner({ email, password, workspaceName })) };
}

/** What verbs take first, for data that a story needs but is not about. */
export function contextOf(owner: Owner): Context {
  return {
    workspace: { id: owner.workspaceId, slug: owner.workspaceSlug, name: owner.workspaceName },
    actor: { kind: 'user', id: owner.userId, label: owner.email, role: 'OWNER' },
    requestId: newId('req'),
  };
}

/** A member of the owner's workspace; signs in by `signInAs` only, since no password fits. */
export async function aTeammate(owner: Owner, role: Role): Promise<{ userId: string; email: string }> {
  const { id, email } = await aUser();
  await db().membership.create({ data: { workspaceId: owner.workspaceId, userId: id, role } });
  return { userId: id, email };
}

/** Gives a browser context the session that signing in gives; the form itself is the subject of other stories. */
export async function signInAs(context: BrowserContext, userId: string): Promise<void> {
  const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const value = await encode({ token: { sub: userId, sessionVersion }, secret: installation().authSecret });
  const url = installation().publicUrl;
  await context.addCookies([{ name: 'next-auth.session-token', value, url, httpOnly: true, sameSite: 'Lax' }]);
}

/** A browser context of its own with a person's session; the caller closes it. */
export async function sessionOf(browser: Browser, userId: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: installation().publicUrl });
  await signInAs(context, userId);
  return context;
}

/** A page of another person, in a browser of their own with nobody's session; the caller closes its context. */
export async function someoneElse(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: installation().publicUrl });
  return waitsUntilInteractive(await context.newPage());
}

/** Signs in by the form. */
export async function signInByForm(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The Public API as one token sees it. Answers of other statuses than 2xx are returned too. */
export function publicApi(token: string, origin: string) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${origin}/public-api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  };
}

/** A source of the owner's workspace. */
export async function aSourceOf(owner: Owner, name: string): Promise<{ id: string; writeKey: string }> {
  const { id, writeKeys } = await createSource(contextOf(owner), { type: 'node', name });
  return { id, writeKey: writeKeys[0] ?? '' };
}

/** An enabled webhook of a source; returns its id. */
export async function aWebhookOf(owner: Owner, sourceId: string, name: string, url: string): Promise<string> {
  const input = { type: 'webhook', sourceId, name, enabled: true, settings: {}, setup: { url } };
  return (await createDestination(contextOf(owner), input)).id;
}

/**
 * Posts a body to the Tracking API as SDKs do, which come again after a 503: a machine that is full may need more than
 * the second that the door waits for the owner of a new write key. The body has a messageId, so it counts once.
 */
export async function post(origin: string, writeKey: string, type: string, body: string): Promise<void> {
  const authorization = `Basic ${btoa(`${writeKey}:`)}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const status = async () => (await fetch(`${origin}/v1/${type}`, { method: 'POST', headers, body })).status;
  await expect.poll(status, { message: `POST /v1/${type}` }).toBe(200);
}

/** Sends one call to the Tracking API and waits for its answer, which means that it is kept: committed, or in the spool. */
export async function send(origin: string, writeKey: string, call: Record<string, unknown>): Promise<void> {
  const { type, ...body } = call;
  await post(origin, writeKey, String(type), JSON.stringify({ messageId: randomToken(20), ...body }));
}

/** Sends one call that will be accepted, and waits until the log has it, for what reads the log once only. */
export async function sendToLog(origin: string, writeKey: string, call: Record<string, unknown>): Promise<void> {
  const messageId = randomToken(20);
  await send(origin, writeKey, { messageId, ...call });
  const count = 'SELECT count(*)::int AS n FROM pipeline.event WHERE message_id = $1 AND reason IS NULL';
  const logged = async () => (await pool().query<{ n: number }>(count, [call.messageId ?? messageId])).rows[0]?.n;
  await expect.poll(logged, { message: 'the event in the log' }).toBeGreaterThan(0);
}

interface Fixtures {
  owner: Owner;
  receiver: Receiver;
  origin: string;
}

/** Every test has an owner of its own and, if it asks, a real HTTP receiver. Data is made in the installation under test. */
export const test = base.extend<Fixtures, { ofInstallation: void; registered: void }>({
  registered: [
    async ({}, use) => {
      await registerInteractive();
      await use();
    },
    { scope: 'worker', auto: true },
  ],
  page: async ({ page }, use) => use(await waitsUntilInteractive(page)),
  ofInstallation: [
    async ({}, use) => {
      const { E2E_PORT, E2E_DATA_DIR } = process.env;
      const env = parseEnv({
        PORT: E2E_PORT,
        SWITCHYARD_DATA_DIR: E2E_DATA_DIR,
        SWITCHYARD_PUBLIC_URL: `http://localhost:${E2E_PORT}`,
        SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8,::1/128',
      });
      await withInstallation(env, createLogger('e2e', 'error'), async () => use());
    },
    { scope: 'worker', auto: true },
  ],
  owner: async ({}, use) => use(await anOwner()),
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
  origin: async ({ baseURL }, use) => use(baseURL ?? ''),
});

export { expect };
