import { describe, expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { aSource, aWorkspace } from '@/testing/factories';
import { listRefusals } from './list-refusals';

const now = new Date('2026-11-22T12:30:00Z');
const clock = { now: () => now };
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('listRefusals', () => {
  it('counts what was not accepted in the last 24 hours by its code, with the sentence, and nothing else', async () => {
    const ctx = await aWorkspace();
    const [source, other] = [await aSource(ctx.workspace.id), await aSource(ctx.workspace.id)];
    const count = (reason: string, n: number, more: Partial<OutcomeCount> = {}): OutcomeCount => ({
      at: hoursAgo(1),
      workspaceId: ctx.workspace.id,
      sourceId: source.id,
      destinationId: '',
      eventType: 'track',
      outcome: 'failed_on_ingest',
      reason,
      onRetry: false,
      count: n,
      ...more,
    });
    await addOutcomeCounts(pool(), [
      count('event_not_defined', 3),
      count('event_not_defined', 2, { at: hoursAgo(23), eventType: 'page' }),
      count('batch_too_long', 2600),
      count('batch_too_long', 7, { at: hoursAgo(24) }),
      count('of_the_future', 1),
      count('', 90, { outcome: 'successfully_received' }),
      count('bad_request', 8, { sourceId: other.id }),
    ]);
    expect(await listRefusals(ctx, { sourceId: source.id }, clock)).toEqual([
      {
        reason: 'batch_too_long',
        meaning: 'The batch had more than 2,500 events.',
        count: 2600,
        lastAt: hoursAgo(1).toISOString(),
      },
      {
        reason: 'event_not_defined',
        meaning: 'The track call had no event name.',
        count: 5,
        lastAt: hoursAgo(1).toISOString(),
      },
      {
        reason: 'of_the_future',
        meaning: 'The events could not be read.',
        count: 1,
        lastAt: hoursAgo(1).toISOString(),
      },
    ]);
  });

  it('answers not_found for a source of another workspace', async () => {
    const source = await aSource((await aWorkspace()).workspace.id);
    await expect(listRefusals(await aWorkspace(), { sourceId: source.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
