import type { Sql } from '@/storage/client';
import { readApiCalls, type ApiCallCount } from '@/storage/usage/read-api-calls';
import { bySource } from './read-by-source';
import { monthBounds } from './read-days';

/** API calls from the start of the month to the end of `day`; every event counts, each item of a batch too. */
export interface ApiCallSnapshot {
  day: string;
  apiCalls: number;
}

function cumulative(counts: ApiCallCount[], days: string[]): ApiCallSnapshot[] {
  return days.map((day) => ({
    day,
    apiCalls: counts.reduce((total, row) => (row.day <= day ? total + row.count : total), 0),
  }));
}

/** The daily cumulative API calls on `days` of `month` (`YYYY-MM`): of the workspace, and of each source that had any. */
export async function readApiCallUsage(
  sql: Sql,
  workspaceId: string,
  month: string,
  days: string[],
): Promise<{ workspace: ApiCallSnapshot[]; sources: Map<string, ApiCallSnapshot[]> }> {
  const { from, to } = monthBounds(month);
  const counts = await readApiCalls(sql, workspaceId, from, to);
  return {
    workspace: cumulative(counts, days),
    sources: new Map([...bySource(counts)].map(([sourceId, rows]) => [sourceId, cumulative(rows, days)])),
  };
}
