import type { FailureKind } from './group-commit';

function code(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/**
 * Sorts an error of PostgreSQL by its SQLSTATE: classes 22, 23 and 54 mean that the data is at fault, class 40 (deadlock,
 * serialization) that the same will work when tried again, everything else, a lost connection or a timeout among them,
 * that the database cannot be used now.
 */
export function classifyFailure(error: unknown): FailureKind {
  const state = code(error);
  if (!/^[0-9A-Z]{5}$/.test(state)) return 'connection';
  if (state.startsWith('40')) return 'transient';
  return /^(22|23|54)/.test(state) ? 'data' : 'connection';
}

/** Whether the day's partition is missing: the worker that makes partitions ahead of time did not run for a week. */
export function isMissingPartition(error: unknown): boolean {
  return code(error) === '23514' && error instanceof Error && error.message.includes('no partition of relation');
}
