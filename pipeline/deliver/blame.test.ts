import { expect, it } from 'vitest';
import type { ActionResult } from '@/catalog/destinations/kit/action-result';
import { blameOf, type Blame } from './blame';

type Failure = Exclude<ActionResult, { kind: 'ok' }>;
const retry = (reason: string, status: number | null): Failure => ({
  kind: 'retry',
  reason,
  status,
  message: 'x',
  retryAfterMs: null,
});
const final = (reason: string, status: number | null): Failure => ({ kind: 'final', reason, status, message: 'x' });

it.each<[string, Failure | null, Blame, asked?: boolean]>([
  ['a success', null, 'good'],
  ['an answer that it is away', retry('503', 503), 'failure'],
  ['no answer', retry('ECONNREFUSED', null), 'failure'],
  ['a request to be slower', retry('429', 429), 'none'],
  ['refused credentials', final('401', 401), 'failure'],
  ['a refused event', final('422', 422), 'good'],
  ['an event that was not sent', final('MESSAGE_REJECTED', null), 'none'],
  ['a fault of ours, before anything was sent', retry('INTERNAL', null), 'none'],
  ['a definition that fails after it asked something', retry('INTERNAL', null), 'failure', true],
  ['an answer for which its definition has the word that we have', retry('INTERNAL', 500), 'failure'],
])('judges a destination by %s', (_what, failure, blame, asked) => {
  expect(blameOf({ progress: { settled: new Map(), failure }, asked })).toBe(blame);
});
