import { tokensIn } from '@/catalog/destinations/oauth/with-tokens';
import type { DestinationRuns } from '@/catalog/destinations/run/contract';
import type { Exchange, OutboundRules } from '@/platform/outbound-http/outbound-context';
import { redactExchange, redactor } from '@/platform/outbound-http/redact';
import type { JsonObject } from '@/spec/event';
import { deliverClaim, type TriedDelivery } from '../../deliver/deliver-claim';
import { renewTokens } from '../../deliver/renew-tokens';
import type { RetryPolicy } from '../../deliver/retry-policy';
import type { ReadyTarget } from '../../deliver/target';
import { judge } from '../../deliver/verdict';
import type { MappingRun, TestMode } from './event-test';
import { asDelivery, toTestVerdict } from './judge-run';

/** Most requests of one mapping that are shown. */
const SHOWN_REQUESTS = 20;

/** With what mappings are run. */
export interface RunWith {
  target: ReadyTarget;
  runs: DestinationRuns;
  mode: TestMode;
  policy: RetryPolicy;
  rules?: OutboundRules;
  /** Secrets that were not known before: renewed tokens. */
  keepOut: (secrets: string[]) => void;
}

/** One mapping that was run. `tried` is null when a dry run cannot know how it ends. */
export interface RunMapping {
  run: MappingRun;
  tried: TriedDelivery | null;
}

/**
 * Runs one mapping with one event by the function that runs claimed deliveries, as if it were the only one that matched.
 * Nothing leaves in a dry run, whose exchanges were never answered: what stood in for an answer is not shown.
 */
export async function runMapping(
  subscriptionId: string,
  event: JsonObject,
  { target, runs, mode, policy, rules, keepOut }: RunWith,
): Promise<RunMapping> {
  const { type, settings, subscriptions } = target;
  const { actionSlug = '', mapping = {} } = subscriptions.get(subscriptionId) ?? {};
  const preview = await runs.preview({ type, actionSlug, mapping, settings }, event);
  const exchanges: Exchange[] = [];
  const secrets = [...target.secrets];
  const recording: DestinationRuns = {
    ...runs,
    run: (step, events, options = {}) =>
      runs.run(step, events, {
        ...options,
        exchanges: 'all',
        dryRun: mode === 'dry',
        onEvent: (index, run) => {
          exchanges.push(...run.exchanges);
          options.onEvent?.(index, run);
        },
      }),
  };
  const renew = async (about: ReadyTarget) => {
    const fresh = await renewTokens(about);
    if (fresh) secrets.push(...tokensIn(fresh));
    return fresh;
  };
  let tried: TriedDelivery | null = null;
  await deliverClaim([asDelivery(event, [subscriptionId])], target, (ended) => (tried = ended), {
    rules,
    runs: recording,
    ...(mode === 'real' ? { onUnauthorized: renew } : {}),
  });
  keepOut(secrets);
  const refused = (tried as TriedDelivery | null)?.progress.failure?.reason === 'DRY_RUN';
  const unseen = refused && exchanges.length === 0;
  const known = mode === 'real' || (exchanges.length === 0 && !refused) ? tried : null;
  const redact = redactor(secrets);
  return { tried: known, run: describe(known) };

  function describe(end: TriedDelivery | null): MappingRun {
    const shown = exchanges.slice(0, SHOWN_REQUESTS);
    const failed = tried?.progress.failure != null;
    const at = new Date();
    return {
      payload: preview.payload,
      problems: preview.problems,
      exchanges: shown.map((one) => redactExchange(mode === 'dry' ? { ...one, response: null } : one, redact)),
      verdict: end && toTestVerdict(judge(end, policy, at), at),
      unseen,
      dependent: mode === 'dry' && exchanges.length > 0 && (exchanges.length > 1 || failed),
    };
  }
}
