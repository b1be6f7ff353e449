import type { Destination, DestinationDefinition, SegmentEvent as ActionsEvent } from '@segment/actions-core';
import {
  outboundContext,
  withOutboundContext,
  type Exchange,
  type OutboundRules,
} from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import { resultOfStatus, type ActionResult } from './action-result';
import { batchPlan, type BatchPlan } from './batch-plan';
import { answered, classifyError } from './classify-error';
import type { AnyDefinition } from './describe-definition';
import { actionsCore } from './load-actions-core';
import { heedAnswer } from './heed-answer';
import { installOutboundFetch } from './segment-fetch';

/** One action to run with one mapping. */
export interface Step {
  actionSlug: string;
  mapping: JsonObject;
  /** All settings, secrets opened. */
  settings: JsonObject;
}

/** What came of a run: one result per event, in their order, and the HTTP exchanges, not yet redacted. */
export interface RunOutcome {
  results: ActionResult[];
  exchanges: Exchange[];
}

/** Runs the actions of one definition. */
export interface Executor {
  /** Null when the settings satisfy the definition, else what is wrong with them, in words. */
  settingsProblem(settings: JsonObject): string | null;
  /** How events of this mapping are sent together; null: one request each. */
  batchPlan(actionSlug: string, mapping: JsonObject): BatchPlan | null;
  /** Runs the action for one event. Never throws. */
  runOne(step: Step, event: JsonObject, rules?: OutboundRules): Promise<RunOutcome>;
  /** Runs the action once for all `events`, which must agree in the plan's keys. Never throws. */
  runBatch(step: Step, events: JsonObject[], rules?: OutboundRules): Promise<RunOutcome>;
}

/** Longest one run of an action may take, however many requests it makes; what then still runs is abandoned. */
export const RUN_LIMIT_MS = 30_000;

/** Fan-out has already decided that the trigger matches, with our own FQL; the library is asked no question here. */
const ALWAYS = ['track', 'identify', 'page', 'screen', 'group', 'alias'].map((type) => `type = "${type}"`).join(' or ');

interface MultiStatusNode {
  status: number;
  errortype?: string;
  errormessage?: string;
  errorreporter?: string;
}

function resultOfNode(node: MultiStatusNode | undefined): ActionResult {
  if (!node || !Number.isInteger(node.status)) return { kind: 'ok' };
  if (node.errortype === 'PAYLOAD_VALIDATION_FAILED' && node.errorreporter === 'INTEGRATIONS')
    return { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message: node.errormessage ?? 'Rejected.' };
  return resultOfStatus(node.status, node.errormessage ?? answered(node.status));
}

/** Some actions answer for a single event the way they do for a batch, and throw nothing: the first entry is the event's. */
function ownVerdict(data: unknown): MultiStatusNode | undefined {
  const { getResponseAtIndex } = (data ?? {}) as {
    getResponseAtIndex?: (index: number) => { value(): MultiStatusNode } | undefined;
  };
  return getResponseAtIndex?.call(data, 0)?.value();
}

async function within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(Object.assign(new Error('The action took too long.'), { code: 'ETIMEDOUT' }));
    }, RUN_LIMIT_MS);
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** An executor of `definition`. Worker only: it loads Segment's library and guards the process's sockets. */
export function createExecutor(definition: AnyDefinition): Executor {
  installOutboundFetch();
  const core = actionsCore();
  const destination = new core.Destination(definition as unknown as DestinationDefinition) as Destination;

  async function run(
    events: JsonObject[],
    rules: OutboundRules | undefined,
    work: (signal: AbortSignal) => Promise<ActionResult[]>,
  ): Promise<RunOutcome> {
    const context = outboundContext(rules);
    try {
      const results = await withOutboundContext(context, () => within(work));
      return { results: heedAnswer(results, context.exchanges, Date.now()), exchanges: context.exchanges };
    } catch (error) {
      const result = classifyError(error, Date.now());
      const results = events.map(() => result);
      return { results: heedAnswer(results, context.exchanges, Date.now()), exchanges: context.exchanges };
    } finally {
      // The library keeps every response for its tests; a worker that lives for weeks must not.
      destination.responses.length = 0;
    }
  }

  /** The library takes an unknown action for one that has nothing to do; we must not call that delivered. */
  const unknownAction = (slug: string, events: JsonObject[]): RunOutcome | null => {
    if (Object.hasOwn(definition.actions, slug)) return null;
    const message = `The destination has no action "${slug}".`;
    const result: ActionResult = { kind: 'final', reason: 'INVALID_SETTINGS', status: null, message };
    return { results: events.map(() => result), exchanges: [] };
  };

  const withSubscription = ({ settings, actionSlug, mapping }: Step) =>
    ({
      ...structuredClone(settings),
      subscription: { subscribe: ALWAYS, partnerAction: actionSlug, mapping },
    }) as never;

  return {
    settingsProblem(settings) {
      try {
        destination.validateSettings(structuredClone(settings));
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    batchPlan: (actionSlug, mapping) => batchPlan(core, definition, actionSlug, mapping),
    runOne: async (step, event, rules) =>
      unknownAction(step.actionSlug, [event]) ??
      run([event], rules, async (signal) => {
        const made = await destination.onEvent(event as unknown as ActionsEvent, withSubscription(step), { signal });
        return [resultOfNode(ownVerdict(made.at(-1)?.data))];
      }),
    runBatch: async (step, events, rules) =>
      unknownAction(step.actionSlug, events) ??
      run(events, rules, async (signal) => {
        const [node] = await destination.onBatch(events as unknown as ActionsEvent[], withSubscription(step), {
          signal,
        });
        const statuses = node?.multistatus ?? [];
        return events.map((_, index) => resultOfNode(statuses[index]));
      }),
  };
}
