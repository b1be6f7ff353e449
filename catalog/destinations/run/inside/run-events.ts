import { abandon, outboundContext, type Exchange, type OutboundRules } from '@/platform/outbound-http/outbound-context';
import type { OutboundError } from '@/platform/outbound-http/outbound-error';
import type { Json, JsonObject } from '@/spec/event';
import type { ActionResult, MultiStatusNode } from '../../kit/action-result';
import { classifyError, resultsOfNodes } from '../../kit/failure/classify-error';
import { inOneSentence, mappingFaults } from '../../kit/mapping/mapping-faults';
import { heedAnswer, verdictOf } from './heed-answer';
import type { RunStep } from '../contract';
import { checkedSettings } from './checked-settings';
import { guardedRun } from './guarded-run';
import type { LoadedDefinition } from './loaded-definition';
import { isOfExchange, wasThrown } from './thrown-answers';

/** One request of an action: results per event, and what went over the wire, not yet redacted. */
export interface RequestRun {
  results: ActionResult[];
  exchanges: Exchange[];
  /** All events got one and the same result, because they were answered or refused as one. */
  whole: boolean;
  /** By place, the results of events that the mapping cannot be evaluated for, when that is why nothing was sent. */
  unmapped?: (ActionResult | null)[];
}

/** How the request is made. */
export interface RequestOptions {
  rules?: OutboundRules;
  dryRun?: boolean;
  /** With the action's `performBatch`; `events` may then be many. */
  batch: boolean;
}

const object = (value: Json | undefined): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};

/** What Segment's audiences put into an event's context. */
const personasOf = (event: JsonObject | undefined): JsonObject => object(object(event?.context).personas);

/** Failures that come of a refusal of ours fail for its reason: what libraries make of it looks worth another try. */
function heedRefusal(results: ActionResult[], refusal: OutboundError | null): ActionResult[] {
  if (!refusal) return results;
  return results.map((result) => (result.kind === 'ok' ? result : classifyError(refusal, Date.now())));
}

/** What `event` ends with when the mapping cannot be evaluated for it: no try can mend that. Null when it can. */
function unmappable(mapping: JsonObject, event: JsonObject): ActionResult | null {
  const [fault] = mappingFaults(mapping, event);
  return fault ? { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message: inOneSentence(fault) } : null;
}

/** For those that shared a batch with an event that cannot be mapped. */
const LATER: ActionResult = {
  kind: 'retry',
  reason: 'INTERNAL',
  status: null,
  message: 'Another event of its batch could not be mapped.',
  retryAfterMs: null,
};

/** Runs the action once for all `events` (one, unless `batch`). Never throws. */
export async function runEvents(
  found: LoadedDefinition,
  step: RunStep,
  events: JsonObject[],
  { rules, dryRun, batch }: RequestOptions,
): Promise<RequestRun> {
  const { destination } = found;
  // The library takes an unknown action for one that has nothing to do; we must not call that delivered.
  const action = Object.hasOwn(destination.actions, step.actionSlug) ? destination.actions[step.actionSlug] : undefined;
  if (!action) {
    const message = `The destination has no action "${step.actionSlug}".`;
    const result: ActionResult = { kind: 'final', reason: 'INVALID_SETTINGS', status: null, message };
    return { results: events.map(() => result), exchanges: [], whole: false };
  }
  const context = outboundContext({ ...rules, dryRun });
  const caught = (one: Exchange) => wasThrown(context, one);
  let whole = false;
  try {
    const work = async (): Promise<ActionResult[]> => {
      const { settings, auth } = checkedSettings(found, step.settings);
      const base = { mapping: step.mapping, settings, auth, features: {}, statsContext: {} };
      const personas = personasOf(events[0]);
      const bundle = { ...base, personasContext: personas, audienceSettings: personas.audience_settings ?? {} };
      if (batch) {
        const nodes: MultiStatusNode[] = await action.executeBatch({ ...bundle, data: events } as never);
        const [first] = nodes;
        // One answer for all, where the definition did not look into it.
        whole = nodes.length === events.length && nodes.every((n) => n.status === first?.status && !n.errortype);
        return resultsOfNodes(nodes, events.length);
      }
      const steps = await action.execute({ ...bundle, data: events[0] } as never);
      return [verdictOf(steps.at(-1)?.data)];
    };
    const results = heedRefusal(await guardedRun(context, work), context.refusal);
    return { results: heedAnswer(results, context.exchanges, Date.now(), caught), exchanges: context.exchanges, whole };
  } catch (error) {
    const unmapped = context.exchanges.length > 0 ? [] : events.map((event) => unmappable(step.mapping, event));
    if (unmapped.some((one) => one !== null))
      return { results: unmapped.map((one) => one ?? LATER), exchanges: [], whole: false, unmapped };
    const result = classifyError(error, Date.now());
    if (context.sockets.size > 0 && result.kind === 'retry' && result.reason === 'ETIMEDOUT') abandon(context);
    const results = events.map(() => result);
    const told = context.refusal !== null || isOfExchange(error, context.exchanges);
    const heeded = told ? results : heedAnswer(results, context.exchanges, Date.now());
    return { results: heeded, exchanges: context.exchanges, whole: true };
  } finally {
    // The library keeps every response for its tests; a process that lives for weeks must not.
    destination.responses.length = 0;
  }
}
