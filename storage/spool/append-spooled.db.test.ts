import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { pool } from '../client';
import { appendEvents } from '../events/append-events';
import type { EventRow } from '../events/event-row';
import { appendSpooled } from './append-spooled';
import { findStored } from './find-stored';
import { readSpoolPosition, SPOOL_START } from './spool-position';

function row(sourceId: string, messageId: string, reason: EventRow['reason'] = null): EventRow {
  const facts = { workspaceId: 'wks_spool', type: 'track' as const, name: 'A', userId: 'u', anonymousId: null };
  const made = { ...facts, sourceId, messageId, reason, receivedAt: new Date().toISOString(), payload: '{}' };
  return reason === null ? made : { ...made, receipt: randomUUID() };
}

async function stored(sourceId: string): Promise<string[]> {
  const { rows } = await pool().query<{ message_id: string }>(
    'SELECT message_id FROM pipeline.event WHERE source_id = $1 ORDER BY id',
    [sourceId],
  );
  return rows.map(({ message_id }) => message_id);
}

it('appends a slice of a spool once, however many drain it at once, also events that failed', async () => {
  const source = `src_${randomUUID()}`;
  const spoolId = randomUUID();
  const to = { segment: 1, offset: 100 };
  const rows = [row(source, 'valid'), row(source, 'failed', 'bad_request')];
  const results = await Promise.all(
    Array.from({ length: 5 }, () => appendSpooled(pool(), { spoolId, from: SPOOL_START, to, rows })),
  );
  expect(results.filter((result) => result !== null)).toEqual([[]]);
  expect(await stored(source)).toEqual(['valid', 'failed']);
  expect(await readSpoolPosition(pool(), spoolId)).toEqual(to);
});

it('moves the position only when the rows are appended', async () => {
  const source = `src_${randomUUID()}`;
  const spoolId = randomUUID();
  const slice = { spoolId, from: SPOOL_START, to: { segment: 1, offset: 100 } };
  const broken = { ...row(source, 'broken'), receivedAt: 'never' };
  await expect(appendSpooled(pool(), { ...slice, rows: [row(source, 'good'), broken] })).rejects.toThrow();
  expect(await readSpoolPosition(pool(), spoolId)).toEqual(SPOOL_START);
  expect(await stored(source)).toEqual([]);
});

it('stores a row once that an append of before stored already, and finds it', async () => {
  const source = `src_${randomUUID()}`;
  const [valid, failed, fresh] = [row(source, 'valid'), row(source, 'failed', 'bad_request'), row(source, 'fresh')];
  await appendEvents(pool(), [valid, failed]);
  expect(await findStored(pool(), [fresh, valid, failed])).toEqual(new Set([valid, failed]));
  const slice = { spoolId: randomUUID(), from: SPOOL_START, to: { segment: 1, offset: 1 } };
  const duplicates = await appendSpooled(pool(), { ...slice, rows: [valid, failed, fresh] });
  expect(new Set(duplicates)).toEqual(new Set([valid, failed]));
  expect(await stored(source)).toEqual(['valid', 'failed', 'fresh']);
});
