import { listDailyApiCalls, listDailyApiCallsPerSource } from '@/control-plane/usage/list-daily-api-calls';
import { listDailyMtu, listDailyMtuPerSource } from '@/control-plane/usage/list-daily-mtu';
import type { JsonObject } from '@/spec/event';
import { invalidField } from '../transport/errors';
import type { Call, Operation } from '../transport/operation';
import { sliceOf } from '../transport/pagination';

/** The month that `period` (its first day, `2026-11-01`) names. */
function monthOf({ query }: Call): string {
  const period = query.get('period') ?? '';
  if (/^\d{4}-(0[1-9]|1[0-2])-01$/.test(period)) return period.slice(0, 7);
  throw invalidField('period', 'must be the first day of a month, for example 2026-11-01');
}

function midnight(day: string): string {
  return `${day}T00:00:00.000Z`;
}

interface Users {
  day: string;
  anonymous: number;
  anonymousIdentified: number;
  identified: number;
  neverIdentified: number;
}

/** Segment's MtuSnapshotV1: counts are big integers as text, the period is in seconds since 1970. */
function mtuSnapshot(users: Users): JsonObject {
  const [year = 0, month = 1] = users.day.split('-').map(Number);
  return {
    periodStart: Date.UTC(year, month - 1, 1) / 1000,
    periodEnd: Date.UTC(year, month, 1) / 1000,
    anonymous: String(users.anonymous),
    anonymousIdentified: String(users.anonymousIdentified),
    identified: String(users.identified),
    neverIdentified: String(users.neverIdentified),
    timestamp: midnight(users.day),
  };
}

async function answer<T>(
  call: Call,
  key: string,
  list: (month: string) => Promise<T[]>,
  represent: (row: T) => JsonObject,
) {
  const page = call.page();
  const { items, pagination } = sliceOf(await list(monthOf(call)), page);
  return { [key]: items.map(represent), pagination };
}

/** Usage of a month by day: cumulative snapshots, for the workspace and for each source. */
export const usageOperations: Operation[] = [
  {
    method: 'GET',
    path: '/usage/api-calls/daily',
    run: (call) =>
      answer(
        call,
        'dailyWorkspaceAPICallsUsage',
        (month) => listDailyApiCalls(call.ctx, { month }),
        ({ day, apiCalls }) => ({ apiCalls: String(apiCalls), timestamp: midnight(day) }),
      ),
  },
  {
    method: 'GET',
    path: '/usage/api-calls/sources/daily',
    run: (call) =>
      answer(
        call,
        'dailyPerSourceAPICallsUsage',
        (month) => listDailyApiCallsPerSource(call.ctx, { month }),
        ({ sourceId, day, apiCalls }) => ({ sourceId, apiCalls: String(apiCalls), timestamp: midnight(day) }),
      ),
  },
  {
    method: 'GET',
    path: '/usage/mtu/daily',
    run: (call) => answer(call, 'dailyWorkspaceMTUUsage', (month) => listDailyMtu(call.ctx, { month }), mtuSnapshot),
  },
  {
    method: 'GET',
    path: '/usage/mtu/sources/daily',
    run: (call) =>
      answer(
        call,
        'dailyPerSourceMTUUsage',
        (month) => listDailyMtuPerSource(call.ctx, { month }),
        (row) => ({ sourceId: row.sourceId, ...mtuSnapshot(row) }),
      ),
  },
];
