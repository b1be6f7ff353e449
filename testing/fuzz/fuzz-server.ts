import { vi } from 'vitest';
import type { Owner } from '../../pipeline/receive/write-key-cache';
import type { Context } from '../../control-plane/context';
import { db, pool } from '../../storage/client';
import { aSource, aWorkspace } from '../factories';
import type { IngestServer } from '../ingest-server';
import type { Names } from './event-text';
import { expectationOf, parseRequest } from './expectation';
import { describeRequest } from './fuzz-readers';
import { Random } from './random';
import { fuzzRequest, type FuzzRequest } from './request';
import { Wire } from './wire';

/** Requests whose rows are counted together, at sources of their own. */
const CHUNK = 1000;
const CONNECTIONS = 32;
/** How long what was answered 200 may stand in the spool. */
const DRAIN_MS = 120_000;

/** What a run over HTTP found out. */
export interface ServerFuzzReport {
  requests: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  rows: number;
  duplicates: number;
  /** Kept to be read later, because the owner of their key could not be looked up in time: answered 200 whatever they say. */
  unread: number;
  seconds: number;
}

interface Group {
  names: Names;
  owners: Map<string, Owner>;
  /** The messageIds that must be stored as received, and how many rows must have failed, by source. */
  expected: Map<string, { received: Set<string>; named: number; failed: number }>;
  /** Requests that were answered with an error. */
  refused: { count: number };
}

/**
 * Sends `requests` fuzzed requests to `server` and checks each answer, then what is stored: exactly the
 * rows that the readers make of what was answered 200, and nothing of what was refused.
 * @throws Error with seed and number of the request
 */
export async function fuzzServer(
  server: IngestServer,
  seed: number,
  requests: number,
  from = 0,
): Promise<ServerFuzzReport> {
  const started = performance.now();
  const report: ServerFuzzReport = { requests, statuses: {}, rows: 0, duplicates: 0, unread: 0, seconds: 0 };
  const wires = Array.from({ length: CONNECTIONS }, () => new Wire(Number(new URL(server.url).port)));
  const workspace = await aWorkspace();
  for (let first = from; first < from + requests; first += CHUNK) {
    if (first > from && (first - from) % (20 * CHUNK) === 0) process.stdout.write(`${first - from} requests\n`);
    const group = await aGroup(workspace, first);
    const last = Math.min(first + CHUNK, from + requests);
    let next = first;
    await Promise.all(
      wires.map(async (wire) => {
        while (next < last) await tryRequest(wire, seed, next++, group, report);
      }),
    );
    // A server hangs up on those who are idle, which they are until everything is checked.
    for (const wire of wires) wire.close();
    // What PostgreSQL was slow to take stands in the spool at first.
    const where = `seed ${seed}, requests ${first} to ${last - 1}`;
    const patience = { timeout: DRAIN_MS, interval: 100 };
    await vi
      .waitFor(() => checkStored(group, where), patience)
      .catch((error: unknown) => {
        const details = [server.ingest.health().detail, server.ingest.spoolHealth().detail];
        throw new Error(`${where}: ${details.join('; ')}`, { cause: error });
      });
  }
  report.seconds = (performance.now() - started) / 1000;
  return report;
}

async function aGroup({ workspace }: Context, first: number): Promise<Group> {
  const [usual, honest, disabled] = await Promise.all([
    aSource(workspace.id),
    aSource(workspace.id),
    aSource(workspace.id, { enabled: false }),
  ]);
  await db().source.update({ where: { id: honest.id }, data: { honestMode: true } });
  const all = [usual, honest, disabled];
  const owners = all.map((source): [string, Owner] => [
    source.writeKey,
    {
      key: source.writeKey,
      writeKeyId: '',
      sourceId: source.id,
      workspaceId: workspace.id,
      enabled: source.enabled,
      honestMode: source === honest,
      eventsPerSecond: null,
      oauthAppId: null,
      oauthRequired: false,
    },
  ]);
  return {
    names: { keys: all.map((source) => source.writeKey), prefix: `m${first}` },
    owners: new Map(owners),
    expected: new Map(all.map(({ id }) => [id, { received: new Set(), named: 0, failed: 0 }])),
    refused: { count: 0 },
  };
}

async function tryRequest(wire: Wire, seed: number, n: number, group: Group, report: ServerFuzzReport): Promise<void> {
  const request = fuzzRequest(Random.ofInput(seed, n), group.names);
  try {
    const answer = await wire.send(request);
    const status = answer === 'closed' ? 'closed' : answer.status;
    report.statuses[status] = (report.statuses[status] ?? 0) + 1;
    const problem = await problemOf(request, n, status, group, report);
    if (problem) throw new Error(`${problem}: ${answer === 'closed' ? '' : answer.body.slice(0, 200)}`);
  } catch (error) {
    throw new Error(`seed ${seed}, request ${n}: ${describeRequest(request)}`, { cause: error });
  }
}

/** What is wrong with the answer; notes what must be stored when nothing is. */
async function problemOf(
  request: FuzzRequest,
  n: number,
  status: number | 'closed',
  group: Group,
  report: ServerFuzzReport,
): Promise<string | null> {
  const parsed = parseRequest(request, `x${n.toString(36)}`, Date.now());
  if (!parsed.read) {
    if (parsed.status >= 400) group.refused.count += 1;
    return status === parsed.status ? null : `answered ${status}, not ${parsed.status}`;
  }
  const { status: due, rows } = await expectationOf(parsed.raw, (key) => group.owners.get(key) ?? null);
  if (due >= 400) group.refused.count += 1;
  if (status === 200 && due >= 400) report.unread += 1;
  // While nobody can look up an owner, a bad token is all that is known of a request.
  else if (status === 401 && due >= 400 && parsed.raw.request.credentials.kind === 'bad_token') return null;
  else if (status !== due) return `answered ${status}, not ${due}`;
  for (const { sourceId, messageId, reason } of rows) {
    const expected = group.expected.get(sourceId);
    if (!expected) return `the readers made a row of the source ${sourceId}`;
    if (reason !== null) expected.failed += 1;
    else if (expected.received.has(messageId)) report.duplicates += 1;
    else expected.received.add(messageId);
    // The server names what has no messageId after its own request; here only how many they are counts.
    if (reason === null && messageId.startsWith(`api-x${n.toString(36)}-`)) expected.named += 1;
  }
  report.rows += rows.length;
  return null;
}

interface StoredRow {
  source_id: string;
  message_id: string;
  reason: string | null;
  payload: string;
}

async function checkStored({ expected, refused }: Group, where: string): Promise<void> {
  const { rows } = await pool().query<StoredRow>(
    'SELECT source_id, message_id, reason, payload FROM pipeline.event WHERE source_id = ANY($1)',
    [[...expected.keys()]],
  );
  let records = 0;
  for (const [sourceId, { received, named, failed }] of expected) {
    const kept = new Set<string>();
    let failures = 0;
    for (const { source_id: source, message_id: id, reason, payload } of rows) {
      if (source !== sourceId) continue;
      const event = JSON.parse(payload) as Record<string, unknown>;
      if (event.messageId !== id) throw new Error(`${where}: ${id} is stored as ${String(event.messageId)}`);
      if (reason === null) kept.add(id);
      else if (isRecordOfRefusal(event)) records += 1;
      else failures += 1;
    }
    const missing = [...received].filter((id) => !id.startsWith('api-x') && !kept.has(id));
    const surplus = [...kept].filter((id) => !received.has(id)).length - named;
    if (missing.length > 0) throw new Error(`${where}, source ${sourceId}: ${missing.length} missing: ${missing[0]}`);
    if (surplus !== 0) throw new Error(`${where}, source ${sourceId}: ${surplus} events too many were received`);
    if (failures !== failed) throw new Error(`${where}, source ${sourceId}: ${failures} failed, not ${failed}`);
  }
  if (records > refused.count) throw new Error(`${where}: ${records} records of ${refused.count} refusals`);
}

/** What is shown of a request that was refused stands in the log beside the events. */
function isRecordOfRefusal({ problem, excerpt }: Record<string, unknown>): boolean {
  return typeof problem === 'string' && typeof excerpt === 'string';
}
