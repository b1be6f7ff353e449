import { describe, expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { listDestinationHealth } from './list-destination-health';

const now = new Date('2026-11-22T12:30:00Z');
const clock = { now: () => now };
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

async function scene() {
  const ctx = await aWorkspace('VIEWER');
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const count = (outcome: OutcomeCount['outcome'], n: number, minutes: number) =>
    addOutcomeCounts(pool(), [
      {
        at: minutesAgo(minutes),
        workspaceId: ctx.workspace.id,
        sourceId: source.id,
        destinationId: destination.id,
        eventType: 'track',
        outcome,
        reason: outcome === 'successful_delivery' ? '' : '503',
        onRetry: false,
        count: n,
      },
    ]);
  const wait = (lastReason: string | null) =>
    pool().query(
      `INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id,
                                      event_received_at, message_id, event_type, subscription_ids, attempt, last_reason)
       SELECT $1, $2, $3, 1, coalesce(max(event_id), 0) + 1, now(), 'm', 'track', '{}', 1, $4 FROM pipeline.delivery`,
      [ctx.workspace.id, source.id, destination.id, lastReason],
    );
  const health = async () =>
    (await listDestinationHealth(ctx, { destinationIds: [destination.id] }, clock))[destination.id];
  return { ctx, destination, count, wait, health };
}

describe('listDestinationHealth', () => {
  it('judges the quarter of an hour up to the last try, however long ago that was, not the day', async () => {
    const { count, health } = await scene();
    expect(await health()).toEqual({ state: 'quiet', tries: 0, failedTries: 0, waiting: 0 });
    await count('successful_delivery', 500, 300);
    await count('pending_retry', 7, 200);
    expect(await health()).toEqual({ state: 'failing', tries: 7, failedTries: 7, waiting: 0 });
    await count('successful_delivery', 4, 100);
    await count('failed_delivery', 1, 95);
    expect(await health()).toEqual({ state: 'fine', tries: 5, failedTries: 1, waiting: 0 });
  });

  it('counts the events that were put off and wait, not those whose first try is under way', async () => {
    const { count, wait, health } = await scene();
    await count('successful_delivery', 4, 5);
    await wait(null);
    expect(await health()).toMatchObject({ state: 'fine', waiting: 0 });
    await wait('503');
    expect(await health()).toMatchObject({ state: 'retrying', waiting: 1 });
  });

  it('says nothing of destinations of another workspace', async () => {
    const { destination } = await scene();
    expect(await listDestinationHealth(await aWorkspace(), { destinationIds: [destination.id] })).toEqual({});
  });
});
