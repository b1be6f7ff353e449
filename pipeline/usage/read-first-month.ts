import type { Sql } from '@/storage/client';
import { readFirstUsageDay } from '@/storage/usage/read-first-usage-day';

/** The first month (`YYYY-MM`, UTC) in which a workspace had an API call; null when it never had one. */
export async function readFirstUsageMonth(sql: Sql, workspaceId: string): Promise<string | null> {
  return (await readFirstUsageDay(sql, workspaceId))?.slice(0, 7) ?? null;
}
