import { describe, expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { findInWorkspace } from './find-in-workspace';
import { getHome } from './get-home';

const now = new Date('2026-11-22T12:30:00Z');
const clock = { now: () => now };
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

async function scene() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const count = (outcome: OutcomeCount['outcome'], n: number, more: Partial<OutcomeCount> = {}): OutcomeCount => ({
    at: minutesAgo(10),
    workspaceId: ctx.workspace.id,
    sourceId: source.id,
    destinationId: outcome === 'successfully_received' || outcome === 'failed_on_ingest' ? '' : destination.id,
    eventType: 'track',
    outcome,
    reason: '',
    onRetry: false,
    count: n,
    ...more,
  });
  return { ctx, source, destination, count };
}

describe('getHome', () => {
  it('counts the last 24 hours by source and destination, and nothing older', async () => {
    const { ctx, source, destination, count } = await scene();
    await addOutcomeCounts(pool(), [
      count('successfully_received', 90),
      count('successfully_received', 10, { at: minutesAgo(180) }),
      count('successfully_received', 5000, { at: minutesAgo(25 * 60) }),
      count('failed_on_ingest', 3, { reason: 'event_not_defined' }),
      count('successful_delivery', 80),
      count('failed_delivery', 20, { reason: '401' }),
    ]);
    const home = await getHome(ctx, clock);
    expect(home.facts).toMatchObject({
      sources: 1,
      destinations: 1,
      received: 100,
      rejected: 3,
      delivered: 80,
      failed: 20,
    });
    expect(home.sources).toHaveLength(1);
    expect(home.sources[0]).toMatchObject({ id: source.id, received: 100, rejected: 3 });
    expect(home.sources[0]?.hours.slice(-4)).toEqual([10, 0, 0, 90]);
    expect(home.destinations[0]).toMatchObject({ id: destination.id, delivered: 80, failed: 20, p95Ms: null });
  });

  it('names one problem for each source and destination with its own count, what goes on before what is past', async () => {
    const { ctx, source, destination, count } = await scene();
    await addOutcomeCounts(pool(), [
      count('failed_on_ingest', 2600, { reason: 'batch_too_long', at: minutesAgo(200) }),
      count('failed_on_ingest', 50, { reason: 'event_not_defined', at: minutesAgo(200) }),
      count('failed_on_ingest', 2, { reason: 'bad_request', at: minutesAgo(200) }),
      count('failed_delivery', 20, { reason: '401' }),
      count('failed_delivery', 2, { reason: '503' }),
      count('pending_retry', 9, { reason: '503' }),
    ]);
    const { problems } = await getHome(ctx, clock);
    expect(problems.map(({ id, kind, reason, count: n, others, past }) => [id, kind, reason, n, others, past])).toEqual(
      [
        [destination.id, 'failing', '401 Unauthorized', 20, 2, false],
        [source.id, 'not_accepted', 'batch_too_long', 2600, 52, true],
      ],
    );
  });

  it('calls a failure past only after ten minutes in which other events were taken', async () => {
    const { ctx, count } = await scene();
    const past = async () => (await getHome(ctx, clock)).problems.map((problem) => problem.past);
    await addOutcomeCounts(pool(), [count('failed_delivery', 1, { reason: '400', at: minutesAgo(12) })]);
    expect(await past()).toEqual([false]);
    await addOutcomeCounts(pool(), [count('successful_delivery', 1, { at: minutesAgo(1) })]);
    expect(await past()).toEqual([true]);
    await addOutcomeCounts(pool(), [count('failed_delivery', 1, { reason: '400', at: minutesAgo(2) })]);
    expect(await past()).toEqual([false]);
  });

  it('calls a destination failing whose every try is put off, and retried one that takes most', async () => {
    const { ctx, destination, count } = await scene();
    const kinds = async () => {
      const home = await getHome(ctx, clock);
      return [home.problems[0]?.kind, home.destinations.find(({ id }) => id === destination.id)?.health.state];
    };
    await addOutcomeCounts(pool(), [count('pending_retry', 9, { reason: '503', at: minutesAgo(5) })]);
    expect(await kinds()).toEqual(['putting_off', 'failing']);
    await addOutcomeCounts(pool(), [count('successful_delivery', 40, { at: minutesAgo(6) })]);
    expect(await kinds()).toEqual(['retrying', 'fine']);
  });

  it('forgets retries that have ended well', async () => {
    const { ctx, count } = await scene();
    await addOutcomeCounts(pool(), [
      count('pending_retry', 9, { reason: '503', at: minutesAgo(20) }),
      count('successful_delivery', 9, { onRetry: true, at: minutesAgo(10) }),
    ]);
    expect((await getHome(ctx, clock)).problems).toEqual([]);
  });

  it('shows nothing of another workspace', async () => {
    const { count } = await scene();
    await addOutcomeCounts(pool(), [count('successfully_received', 5), count('failed_delivery', 5, { reason: '500' })]);
    const other = await getHome(await aWorkspace('VIEWER'), clock);
    expect(other).toEqual({
      facts: {
        sources: 0,
        destinations: 0,
        members: 1,
        openInvites: 0,
        everReceived: false,
        received: 0,
        rejected: 0,
        delivered: 0,
        failed: 0,
      },
      sources: [],
      destinations: [],
      problems: [],
    });
  });
});

describe('findInWorkspace', () => {
  it('finds sources and destinations by part of a name, of this workspace only', async () => {
    const { ctx, source, destination } = await scene();
    const other = await scene();
    const byName = await findInWorkspace(ctx, { search: destination.name.slice(2) });
    expect(byName.map(({ id }) => id)).toEqual([destination.id]);
    const bySource = await findInWorkspace(ctx, { search: source.name });
    expect(bySource.map(({ id }) => id)).toEqual([source.id, destination.id]);
    expect(await findInWorkspace(ctx, { search: other.source.name })).toEqual([]);
  });
});
