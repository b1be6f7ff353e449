import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventRow } from '@/storage/events/event-row';
import type { OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { RefusedEvents, type RefusedRequest } from './refused-events';

const AT = Date.parse('2026-03-01T10:00:30.000Z');

function request(change: Partial<RefusedRequest> & { sourceId?: string } = {}): RefusedRequest {
  const { sourceId = 'src_1', ...rest } = change;
  return {
    owner: {
      key: 'k'.repeat(32),
      writeKeyId: 'key_1',
      sourceId,
      workspaceId: 'wks_1',
      enabled: true,
      honestMode: false,
      eventsPerSecond: null,
      oauthAppId: null,
      oauthRequired: false,
    },
    reason: 'bad_request',
    problem: 'The body is not valid JSON.',
    events: 1,
    type: 'track',
    arrival: {
      receivedAt: { at: AT, iso: new Date(AT).toISOString() },
      requestId: 'r',
      ip: null,
      userAgent: null,
      channel: null,
      retryCount: 0,
    },
    text: '{',
    ...rest,
  };
}

describe('RefusedEvents', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start(options: { append?: () => Promise<boolean>; addCounts?: () => Promise<void> } = {}) {
    const rows: EventRow[] = [];
    const counts: OutcomeCount[] = [];
    const onError = vi.fn();
    const refused = new RefusedEvents({
      append: options.append ?? ((row) => Promise.resolve(rows.push(row) > 0)),
      addCounts: async (more) => {
        await options.addCounts?.();
        counts.push(...more);
      },
      onError,
    });
    return { refused, rows, counts, onError, counted: () => counts.reduce((sum, { count }) => sum + count, 0) };
  }

  it('makes rows of the first five requests of a source in a second, and counts the others', async () => {
    const { refused, rows, counted } = start();
    for (let n = 0; n < 200; n += 1) refused.record(request());
    await vi.advanceTimersByTimeAsync(1000);
    expect([rows.length, counted()]).toEqual([5, 195]);
    for (let n = 0; n < 3; n += 1) refused.record(request());
    await vi.advanceTimersByTimeAsync(1000);
    expect([rows.length, counted()]).toEqual([8, 195]);
    expect(refused.total).toBe(203);
  });

  it('keeps rows for every reason, so that a rare one is not hidden by a frequent one', async () => {
    const { refused, rows } = start();
    for (let n = 0; n < 50; n += 1) refused.record(request());
    refused.record(request({ reason: 'message_too_large' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(rows.map(({ reason }) => reason).slice(-2)).toEqual(['bad_request', 'message_too_large']);
  });

  it('makes rows of fifty where the answers are honest, so that their request ids find something', async () => {
    const { refused, rows, counted } = start();
    for (let n = 0; n < 60; n += 1) refused.record(request({ honest: true }));
    const honestMode = { ...request({ sourceId: 'src_2' }).owner, honestMode: true };
    for (let n = 0; n < 60; n += 1) refused.record(request({ owner: honestMode }));
    await vi.advanceTimersByTimeAsync(1000);
    expect([rows.length, counted()]).toEqual([100, 20]);
  });

  it('counts what a row stands for beyond itself, by source, call, reason and minute', async () => {
    const { refused, counts } = start();
    refused.record(request({ events: 30, type: null, reason: 'too_many_requests' }));
    refused.record(request({ events: 2, sourceId: 'src_2' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(counts.map(({ sourceId, eventType, reason, count }) => [sourceId, eventType, reason, count])).toEqual([
      ['src_1', 'unknown', 'too_many_requests', 29],
      ['src_2', 'track', 'bad_request', 1],
    ]);
  });

  it('counts a row that could not be kept', async () => {
    const { refused, counted } = start({ append: () => Promise.resolve(false) });
    refused.record(request());
    await vi.advanceTimersByTimeAsync(1000);
    expect(counted()).toBe(1);
  });

  it('loses no count while the database is away', async () => {
    let away = true;
    const addCounts = () => (away ? Promise.reject(new Error('away')) : Promise.resolve());
    const { refused, rows, counted, onError } = start({ addCounts });
    for (let n = 0; n < 50; n += 1) refused.record(request());
    await vi.advanceTimersByTimeAsync(3000);
    for (let n = 0; n < 50; n += 1) refused.record(request());
    await vi.advanceTimersByTimeAsync(1000);
    expect(onError.mock.calls.length).toBeGreaterThanOrEqual(3);
    away = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(rows.length + counted()).toBe(100);
  });

  it('writes what is left when it is closed', async () => {
    const { refused, rows, counted } = start();
    for (let n = 0; n < 10; n += 1) refused.record(request());
    await refused.close();
    expect([rows.length, counted()]).toEqual([5, 5]);
  });

  it('shows the beginning of what was sent, and never a write key', async () => {
    const { refused, rows } = start();
    const text = `{"a":"${'x'.repeat(480)}","writeKey":"${'k'.repeat(32)}"${'y'.repeat(5000)}`;
    refused.record(request({ text }));
    await refused.close();
    const { excerpt } = JSON.parse(rows[0]?.payload ?? '{}') as { excerpt: string };
    expect(excerpt).toHaveLength(500);
    expect(excerpt).not.toContain('kkkk');
  });
});
