import type { EventTest } from '@/pipeline/flow/event-tester/event-test';
import { explainReason, type ReasonInWords } from '../delivery-metrics/explain-reason';

/** A test with its reason codes in words. */
export interface EventTestView extends EventTest {
  words: Record<string, ReasonInWords>;
}

export type StepView = EventTest['steps'][number];
export type MappingView = EventTest['mappings'][number];
export type RunView = NonNullable<MappingView['run']>;
export type ExchangeView = RunView['exchanges'][number];
export type ConditionView = NonNullable<MappingView['why']>;

function reasonsOf({ steps, mappings, outcome }: EventTest): Set<string> {
  const verdicts = mappings.map(({ run }) => run?.verdict ?? null);
  const given = [
    ...steps.map(({ reason }) => reason),
    ...verdicts.map((verdict) => (verdict && verdict.kind !== 'delivered' ? verdict.reason : null)),
    outcome?.reason ?? null,
  ];
  return new Set(given.filter((reason) => reason !== null));
}

/** Adds to a test what its reason codes mean and what to do about each. */
export function inWords(test: EventTest): EventTestView {
  return { ...test, words: Object.fromEntries([...reasonsOf(test)].map((reason) => [reason, explainReason(reason)])) };
}
