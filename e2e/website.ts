import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { listRecentEvents } from '../control-plane/debugger/list-recent-events';
import type { JsonObject } from '../spec/event';
import { contextOf, expect, type Owner } from './fixtures';

/** Somebody's website: HTML by path, on an origin that is not ours. */
export interface Website {
  origin: string;
  /** What each path answers, besides /app.js. */
  pages: Map<string, string>;
  /** What /app.js answers. */
  script: string;
  /** What a path waits for before it answers. */
  waits: Map<string, Promise<unknown>>;
  close(): Promise<void>;
}

/** Starts a website on a free port. */
export async function aWebsite(): Promise<Website> {
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const path = new URL(req.url ?? '/', 'http://site').pathname;
    await site.waits.get(path);
    if (path === '/app.js') return void res.setHeader('content-type', 'text/javascript').end(site.script);
    const html = site.pages.get(path);
    if (html === undefined) return void res.writeHead(204).end();
    res.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  };
  const server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const site: Website = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: new Map(),
    script: '',
    waits: new Map(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return site;
}

/** What a page asked for and complained about. */
export interface Watched {
  /** Every request: method, origin and path. */
  requests: { method: string; origin: string; path: string }[];
  /** Errors and warnings of the console, failed requests, uncaught errors. */
  complaints: string[];
}

/** Listens to a page from before it is opened. */
export function watch(page: Page): Watched {
  const seen: Watched = { requests: [], complaints: [] };
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    seen.requests.push({ method: request.method(), origin, path: pathname });
  });
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') seen.complaints.push(line.text());
  });
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  page.on('requestfailed', (request) => {
    seen.complaints.push(`${request.url()} ${request.failure()?.errorText ?? 'failed'}`);
  });
  return seen;
}

/** The events that the log has of a source, oldest first, once there are at least `count`; each as it was normalised. */
export async function loggedEvents(owner: Owner, sourceId: string, count: number): Promise<JsonObject[]> {
  const read = async () => (await listRecentEvents(contextOf(owner), { sourceId, count: 100 })).events;
  await expect.poll(async () => (await read()).length, { message: 'events in the log' }).toBeGreaterThanOrEqual(count);
  return (await read()).reverse().map(({ payload }) => JSON.parse(payload) as JsonObject);
}
