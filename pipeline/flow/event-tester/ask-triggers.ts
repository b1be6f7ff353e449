import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import type { DestinationConfig } from '@/storage/deliveries/destination-config';
import { explainCondition } from '../../filter/explain-condition';
import { toTrigger } from '../fan-out/fan-out-routes';
import type { MappingTest } from './event-test';
import type { WatchedDecision } from './watch-fan-out';

function triggeredBy(answer: boolean | { problem: string } | undefined): MappingTest['triggered'] {
  if (answer === undefined) return 'unasked';
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return 'failed';
}

/**
 * The mappings of `config` with what their triggers said and why. Those that fan-out did not ask because they are disabled
 * are asked here. `watched` is null for an event that did not come so far.
 */
export function askTriggers(config: DestinationConfig, watched: WatchedDecision | null): MappingTest[] {
  const sent = watched?.sent ?? null;
  const actions = findDestinationType(config.type)?.actions ?? [];
  return config.subscriptions.map((subscription) => {
    const { id, name, actionSlug, enabled, trigger } = subscription;
    const answer = sent ? (watched?.triggers.get(id) ?? toTrigger(subscription).matches(sent)) : undefined;
    return {
      id,
      name,
      actionSlug,
      actionTitle: actions.find(({ slug }) => slug === actionSlug)?.title ?? actionSlug,
      enabled,
      trigger,
      triggered: triggeredBy(answer),
      triggerProblem: typeof answer === 'object' ? answer.problem : null,
      why: sent ? explainCondition(trigger, sent as JsonObject) : null,
      run: null,
    };
  });
}
