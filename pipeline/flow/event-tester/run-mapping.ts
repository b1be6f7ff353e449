import type { DestinationRuns, RunStep } from '@/catalog/destinations/run/contract';
import type { Exchange, OutboundRules } from '@/platform/outbound-http/outbound-context';
import { redactExchange, type RedactText } from '@/platform/outbound-http/redact';
import type { JsonObject } from '@/spec/event';
import type { RetryPolicy } from '../../deliver/retry-policy';
import type { MappingRun, TestMode } from './event-test';
import { judgeRuns, toTestVerdict, type EndedRun } from './judge-run';

/** Most requests of one mapping that are shown. */
const SHOWN_REQUESTS = 20;

/** With what mappings are run. */
export interface RunWith {
  runs: DestinationRuns;
  mode: TestMode;
  redact: RedactText;
  policy: RetryPolicy;
  rules?: OutboundRules;
}

/** One mapping that was run. `ended` is null when a dry run cannot know how it ends. */
export interface RunMapping {
  run: MappingRun;
  ended: EndedRun | null;
}

/** An exchange of a dry run was never answered; what stands in for an answer is not shown. */
const asShown = (exchange: Exchange, mode: TestMode) => (mode === 'dry' ? { ...exchange, response: null } : exchange);

/** Runs one mapping with one event, as delivery does. Nothing leaves in a dry run. */
export async function runMapping(
  subscriptionId: string,
  step: RunStep,
  event: JsonObject,
  { runs, mode, redact, policy, rules }: RunWith,
): Promise<RunMapping> {
  const preview = await runs.preview(step, event);
  const [made] = await runs.run(step, [event], { rules, dryRun: mode === 'dry' });
  const exchanges = made?.exchanges ?? [];
  const result = made?.result ?? {
    kind: 'final' as const,
    reason: 'INTERNAL',
    status: null,
    message: 'It was not run.',
  };
  const known = mode === 'real' || exchanges.length === 0;
  const ended = known ? { subscriptionId, result, exchanges } : null;
  return {
    ended,
    run: {
      payload: preview.payload,
      problems: preview.problems,
      exchanges: exchanges.slice(0, SHOWN_REQUESTS).map((one) => redactExchange(asShown(one, mode), redact)),
      verdict: ended && toTestVerdict(judgeRuns([ended], policy, new Date())),
      dependent: mode === 'dry' && exchanges.length > 0 && (exchanges.length > 1 || result.kind !== 'ok'),
    },
  };
}
