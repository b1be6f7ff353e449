import { gunzipSync } from 'node:zlib';
import { honestAnswer } from '../../pipeline/flow/ingest/answer/honest-answer';
import type { Reading } from '../../pipeline/flow/ingest/read/ingest-request';
import { readRaw, type RawRequest } from '../../pipeline/flow/ingest/read/raw-request';
import { readCredentials } from '../../pipeline/receive/credentials';
import { findRoute } from '../../pipeline/receive/route';
import type { Owner } from '../../pipeline/receive/write-key-cache';
import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from '../../spec/ingest-limits';
import type { EventRow } from '../../storage/events/event-row';
import type { FuzzRequest } from './request';

/** What a request is worth: the reader's input, or the status that is answered before anything is read. */
export type Parsed = { read: true; raw: RawRequest } | { read: false; status: number };

/** Tells what the server will hand to the readers for `request`, in a process of its own, named `requestId`. */
export function parseRequest(request: FuzzRequest, requestId: string, at: number): Parsed {
  const route = findRoute(request.target);
  if (request.method === 'OPTIONS') return { read: false, status: 204 };
  if (!route) return { read: false, status: 404 };
  const arrival = {
    receivedAt: { at, iso: new Date(at).toISOString() },
    requestId,
    retryCount: 0,
    ip: '127.0.0.1',
    userAgent: headerOf(request, 'user-agent') ?? null,
    channel: null,
  };
  const given = readCredentials(headerOf(request, 'authorization'));
  // No invented token is one of ours.
  const credentials: typeof given = given.kind === 'bearer' ? { kind: 'bad_token', problem: 'invalid' } : given;
  if (route.kind === 'pixel') {
    if (request.method === 'HEAD') return { read: false, status: 200 };
    if (request.method !== 'GET') return { read: false, status: 405 };
    const pixel = {
      type: route.type,
      url: request.target,
      credentials,
      arrival: { ...arrival, channel: 'browser' as const },
    };
    return { read: true, raw: { form: 'pixel', request: pixel } };
  }
  if (request.method !== 'POST') return { read: false, status: 405 };
  const plain = unpack(request, route.kind === 'single' ? MAX_EVENT_BYTES : MAX_BATCH_BYTES);
  if (!plain) return { read: false, status: 400 };
  if (route.kind === 'metrics') return { read: false, status: 200 };
  const honest = headerOf(request, 'x-switchyard-honest') === '1';
  return {
    read: true,
    raw: { form: 'post', request: { route, text: plain.toString('utf8'), credentials, arrival, honest } },
  };
}

/** What the server must answer and store. */
export interface Expectation {
  status: number;
  rows: EventRow[];
}

/** Reads `raw` as the server does. */
export async function expectationOf(raw: RawRequest, ownerOf: (key: string) => Owner): Promise<Expectation> {
  const reading = await readRaw(raw, ownerOf);
  return { status: statusOf(raw, reading), rows: reading.ok ? reading.rows : [] };
}

/** The status that `reading` is answered with once its rows are stored. */
export function statusOf(raw: RawRequest, reading: Reading): number {
  if (raw.form === 'pixel') return 200;
  if (!reading.ok) return reading.refusal.status;
  if (reading.verdicts === null) return 200;
  return honestAnswer(raw.request.route.kind, reading.verdicts, raw.request.arrival.requestId).status;
}

/** The value of a header as node:http hands it on. */
export function headerOf({ headers }: FuzzRequest, name: string): string | undefined {
  const found = headers.find(([given]) => given.toLowerCase() === name);
  return found?.[1].trim();
}

function unpack(request: FuzzRequest, maxBytes: number): Buffer | null {
  const encoding = headerOf(request, 'content-encoding')?.toLowerCase() ?? '';
  if (request.body.length > maxBytes) return null;
  if (encoding === '' || encoding === 'identity') return request.body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return null;
  try {
    return gunzipSync(request.body, { maxOutputLength: maxBytes });
  } catch {
    return null;
  }
}
