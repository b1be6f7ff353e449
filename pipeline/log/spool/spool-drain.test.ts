import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EventRow } from '@/storage/events/event-row';
import { SPOOL_START, type SpoolPosition } from '@/storage/spool/spool-position';
import { classifyFailure } from '../database-failure';
import { Spool } from './spool';
import { SpoolDrain, type SpoolDrainOptions } from './spool-drain';
import { diskFiles } from './spool-files';
import { decodeRows, encodeRows } from './spooled-rows';

function row(messageId: string): EventRow {
  const owner = { workspaceId: 'wks_1', sourceId: 'src_1' };
  const event = { type: 'track' as const, name: 'A\n"\u2028', userId: null, anonymousId: 'a', reason: null };
  return { receivedAt: '2026-01-01T00:00:00.000Z', ...owner, ...event, messageId, payload: '{"event":"A"}' };
}

/** A log in memory that moves a position and appends rows as one, and fails as the test says. */
function aLog() {
  const positions = new Map<string, SpoolPosition>();
  const stored: string[] = [];
  const asked = { appends: 0 };
  let fault: ((rows: EventRow[]) => { code: string; after?: boolean } | null) | null = null;
  return {
    stored,
    asked,
    fail: (with_: typeof fault) => (fault = with_),
    position: ({ id }: { id: string }) => Promise.resolve(positions.get(id) ?? SPOOL_START),
    append: (slice: { spoolId: string; from: SpoolPosition; to: SpoolPosition; rows: EventRow[] }) => {
      asked.appends += 1;
      const failure = fault?.(slice.rows) ?? null;
      const error = Object.assign(new Error('the log says no'), failure);
      if (failure && failure.after !== true) return Promise.reject(error);
      const at = positions.get(slice.spoolId) ?? SPOOL_START;
      if (at.segment !== slice.from.segment || at.offset !== slice.from.offset) return Promise.resolve(null);
      positions.set(slice.spoolId, slice.to);
      stored.push(...slice.rows.map(({ messageId }) => messageId));
      return failure ? Promise.reject(error) : Promise.resolve([]);
    },
  };
}

function aDrain(
  log: ReturnType<typeof aLog>,
  options: Partial<Pick<SpoolDrainOptions, 'readRequest' | 'position'>> = {},
) {
  const root = path.join(mkdtempSync(path.join(os.tmpdir(), 'switchyard-spool-')), 'spool');
  const told: string[] = [];
  const spool = new Spool({ files: diskFiles, root, maxBytes: 1e9, onError: (what) => told.push(what) });
  const drain = new SpoolDrain({
    spool,
    files: diskFiles,
    position: options.position ?? log.position,
    append: log.append,
    findStored: (rows) => Promise.resolve(new Set(rows.filter(({ messageId }) => log.stored.includes(messageId)))),
    readRequest: options.readRequest ?? (() => Promise.reject(new Error('no requests here'))),
    classify: classifyFailure,
    onDrained: () => undefined,
    onError: (what) => told.push(what),
    rest: () => 0,
    portion: 40,
  });
  onTestFinished(async () => {
    await drain.close();
    await spool.close();
  });
  const keep = (...ids: string[]) => spool.append({ kind: 'rows', events: ids.length, body: encodeRows(ids.map(row)) });
  const emptied = () => vi.waitFor(() => expect(spool.oldest()).toBeNull());
  return { root, spool, drain, told, keep, emptied };
}

const IDS = Array.from({ length: 200 }, (_, n) => `m${n}`);

describe('SpoolDrain', () => {
  it('moves everything into the log, in order, in groups', async () => {
    const log = aLog();
    const { drain, keep, emptied } = aDrain(log);
    for (const id of IDS) await keep(id);
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(IDS);
    expect(log.asked.appends).toBeLessThan(10);
    expect(drain.drained).toBe(200);
  });

  it('appends nothing twice when the answer to a commit is lost', async () => {
    const log = aLog();
    const { drain, keep, emptied } = aDrain(log);
    for (const id of IDS) await keep(id);
    let lost = 0;
    log.fail(() => (lost++ % 2 === 0 ? { code: 'ECONNRESET', after: true } : null));
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(IDS);
  });

  it('waits while the log is away and goes on at once when it is told that it is back', async () => {
    const log = aLog();
    const { drain, keep, emptied } = aDrain(log);
    for (const id of IDS) await keep(id);
    log.fail(() => ({ code: 'ECONNREFUSED' }));
    drain.wake();
    await vi.waitFor(() => expect(log.asked.appends).toBeGreaterThan(1));
    expect(log.stored).toEqual([]);
    log.fail(null);
    drain.retry();
    await emptied();
    expect(log.stored).toEqual(IDS);
  });

  it('sets aside the one record that the log refuses, visibly, and moves all the others', async () => {
    const log = aLog();
    const { root, drain, told, keep, emptied } = aDrain(log);
    for (const id of IDS) await keep(id);
    log.fail((rows) => (rows.some(({ messageId }) => messageId === 'm77') ? { code: '22P05' } : null));
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(IDS.filter((id) => id !== 'm77'));
    expect(drain.aside).toBe(1);
    expect(told).toContain('a record of the spool could not be appended and was set aside');
    const [name = ''] = readdirSync(path.join(root, 'set-aside'));
    expect(readFileSync(path.join(root, 'set-aside', name), 'utf8')).toContain('"m77"');
  });

  it('keeps a request that cannot be read yet, and notes what it was once, when it is in the log', async () => {
    const log = aLog();
    let readable = false;
    const settled: string[] = [];
    const { drain, spool, emptied } = aDrain(log, {
      readRequest: (body) => {
        if (!readable) return Promise.reject(new Error('not yet'));
        const text = body.toString();
        return Promise.resolve({ rows: text === 'refused' ? [] : [row(text)], settle: () => settled.push(text) });
      },
    });
    for (const text of ['r1', 'refused', 'r2'])
      await spool.append({ kind: 'request', events: 1, body: Buffer.from(text) });
    drain.wake();
    await vi.waitFor(() => expect(drain.failure).toBe('not yet'));
    let failures = 2;
    log.fail(() => (failures-- > 0 ? { code: 'ECONNREFUSED' } : null));
    readable = true;
    drain.retry();
    await emptied();
    expect(log.stored).toEqual(['r1', 'r2']);
    expect(settled).toEqual(['r1', 'refused', 'r2']);
    expect(drain.aside).toBe(0);
  });

  it('moves what is behind a damaged record, keeps the file, and says so', async () => {
    const log = aLog();
    const { root, drain, told, keep, emptied } = aDrain(log);
    for (const id of IDS) await keep(id);
    const [folder = ''] = readdirSync(root);
    const file = path.join(root, folder, '00000001.seg');
    const bytes = readFileSync(file);
    bytes.write('X', bytes.indexOf('"m100"') + 1);
    writeFileSync(file, bytes);
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(IDS.filter((id) => id !== 'm100'));
    expect(drain.damaged).toBe(1);
    expect(told).toContain('acknowledged records of the spool are damaged; the file is kept');
    expect(readFileSync(path.join(root, 'set-aside', `${folder}-00000001.seg`))).toEqual(bytes);
  });

  it('looks old doubtful rows up instead of trusting that their ids are remembered', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 21 * 3_600_000 });
    const log = aLog();
    log.stored.push('m0');
    const { drain, spool, emptied } = aDrain(log);
    await spool.append({ kind: 'doubtful_rows', events: 2, body: encodeRows([row('m0'), row('m1')]) });
    vi.useRealTimers();
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(['m0', 'm1']);
  });

  it('leaves a spool alone that is for another database, and drains what comes after it', async () => {
    const log = aLog();
    let ours = false;
    const { root, drain, spool, keep, emptied } = aDrain(log, {
      position: (of) => (ours ? log.position(of) : Promise.resolve(null)),
    });
    await keep('m0');
    drain.wake();
    await vi.waitFor(() => expect(spool.size().foreignEvents).toBe(1));
    ours = true;
    await keep('m1');
    expect(readdirSync(root)).toHaveLength(2);
    drain.wake();
    await emptied();
    expect(log.stored).toEqual(['m1']);
    expect(spool.size()).toMatchObject({ events: 1, foreignEvents: 1 });
  });
});

describe('encodeRows', () => {
  it('keeps rows as they are', () => {
    const rows = [row('a'), { ...row('\ud800'), reason: 'bad_request' as const, receipt: 'r' }];
    expect(decodeRows(encodeRows(rows))).toEqual(rows);
  });
});
