import { randomBytes } from 'node:crypto';
import { requestIdStart } from '@/spec/request-id';

/** Gives the id of a request that arrived at `at` (milliseconds since 1970). */
export type NextRequestId = (at: number) => string;

const PROCESS_CHARACTERS = 8;

/**
 * Ids that no other process gives: a random name for this process and a counter. Thousands are given a second, so none of
 * them asks for random bytes of its own.
 */
export function createRequestIds(process = processName()): NextRequestId {
  let number = 0;
  let last = Number.NaN;
  let start = '';
  return (at) => {
    if (at !== last) {
      last = at;
      start = requestIdStart(at) + process;
    }
    number += 1;
    return start + number.toString(36);
  };
}

function processName(): string {
  const value = BigInt(`0x${randomBytes(8).toString('hex')}`).toString(36);
  return value.padStart(PROCESS_CHARACTERS, '0').slice(-PROCESS_CHARACTERS);
}
