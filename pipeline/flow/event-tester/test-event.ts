import { findDestinationType } from '@/catalog/destinations/registry';
import type { DestinationRuns } from '@/catalog/destinations/run/contract';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import { redactor } from '@/platform/outbound-http/redact';
import type { Json, JsonObject } from '@/spec/event';
import type { DestinationConfig, SubscriptionConfig } from '@/storage/deliveries/destination-config';
import { openSecret } from '@/storage/secrets';
import { retryPolicyOf } from '../../deliver/retry-policy';
import { targetOf } from '../../deliver/target';
import type { EventTest, TestMode, TestOutcome, TestStep } from './event-test';
import { judgeTogether, toOutcome } from './judge-run';
import { passDoor, type DoorResult } from './pass-door';
import { runMapping, type RunMapping } from './run-mapping';
import { askTriggers } from './ask-triggers';
import { unreachedSteps, watchFanOut } from './watch-fan-out';
import { withoutSecrets } from './without-secrets';

/** What is tested: an event, at a destination as it is configured. */
export interface EventTestInput {
  config: DestinationConfig;
  /** As a sender would send it, or as the log has it; nothing is known of it yet. */
  event: Json;
  mode: TestMode;
  /** Test only this mapping, whether it is enabled or not; left out: the enabled ones, as real traffic. */
  subscriptionId?: string | undefined;
  sourceEnabled: boolean;
  /** Names an event that has no messageId. */
  requestId: string;
  now?: Date;
  rules?: OutboundRules;
  runs?: DestinationRuns;
}

/** The configuration as the test runs it: enabled, and with the one mapping that is asked for. */
function asTested(config: DestinationConfig, subscriptionId: string | undefined): DestinationConfig {
  const only = config.subscriptions.filter(({ id }) => id === subscriptionId);
  const subscriptions = subscriptionId === undefined ? config.subscriptions : only;
  return {
    ...config,
    enabled: true,
    subscriptions: subscriptionId === undefined ? subscriptions : only.map((one) => ({ ...one, enabled: true })),
  };
}

function doorStep(door: DoorResult, sourceEnabled: boolean): TestStep {
  if (!door.ok) return { key: 'door', state: 'stopped', message: door.message, reason: door.reason };
  const words = [
    door.again ? 'It is valid, and keeps the times it got when it was received.' : 'It is valid.',
    door.droppedKeys > 0 ? `${door.droppedKeys} keys beyond 10,000 are left out.` : '',
    sourceEnabled ? '' : 'The source is disabled, so that real events are refused. The test goes on.',
  ];
  const message = words.filter(Boolean).join(' ');
  if (!sourceEnabled) return { key: 'door', state: 'noted', message, reason: 'source_disabled' };
  return { key: 'door', state: 'passed', message, reason: null };
}

function enabledStep({ enabled }: DestinationConfig): TestStep {
  if (enabled) return { key: 'enabled', state: 'passed', message: 'It is enabled.', reason: null };
  const message = 'It is disabled, so that real events do not reach it. The test goes on.';
  return { key: 'enabled', state: 'noted', message, reason: 'DESTINATION_DISABLED' };
}

/** What the settings step says of the account a destination signs in with. */
function settingsNote(step: TestStep, { connection }: DestinationConfig): TestStep {
  if (!connection?.problem) return step;
  return { ...step, state: 'noted', message: `The account must be connected again in Settings. ${connection.problem}` };
}

const ended = (outcome: TestOutcome['outcome'], reason: string | null, detail: string | null): TestOutcome => ({
  outcome,
  reason,
  detail,
  nextAt: null,
});

/**
 * Puts one event on the way that real events go to a destination, with the functions that real events meet: the door,
 * fan-out's decision, the run of each mapping, the judgement of its result. Writes nothing: neither log nor queue nor
 * counts know of it. With `mode` 'dry' nothing leaves either.
 */
export async function testEvent(input: EventTestInput): Promise<EventTest> {
  const secrets = Object.values(input.config.secrets).map(openSecret);
  const test = await walk(input, (more) => secrets.push(...more));
  return withoutSecrets(test, redactor(secrets));
}

async function walk(input: EventTestInput, keepOut: (secrets: string[]) => void): Promise<EventTest> {
  const { config, mode, subscriptionId, now = new Date(), runs = destinationRuns(), rules } = input;
  const { workspaceId, sourceId } = config;
  const metadata = findDestinationType(config.type);
  const device = metadata?.mode === 'device';
  const tested = asTested(config, subscriptionId);
  const listed = { ...config, subscriptions: config.subscriptions.filter((one) => shown(one, subscriptionId)) };
  const base = { mode, at: now.toISOString(), device };

  const door = passDoor(input.event, { workspaceId, sourceId, requestId: input.requestId, now });
  const before = [doorStep(door, input.sourceEnabled)];
  if (!door.ok) {
    const skipped: TestStep = { key: 'enabled', state: 'skipped', message: '', reason: null };
    const outcome = ended('failed_on_ingest', door.reason, door.message);
    const steps = [...before, skipped, ...unreachedSteps()];
    return { ...base, received: null, sent: null, steps, mappings: askTriggers(listed, null), outcome };
  }
  before.push(enabledStep(config));
  const watched = watchFanOut(door.event, tested);
  const { decision, sent } = watched;
  const mappings = askTriggers(listed, watched);
  const story = { ...base, received: door.event as JsonObject, sent: sent as JsonObject | null };
  const steps = [...before, ...watched.steps];
  if (decision.kind === 'end') {
    const outcome = ended(decision.outcome as TestOutcome['outcome'], decision.reason, decision.detail);
    return { ...story, steps, mappings, outcome };
  }
  if (sent === null) return { ...story, steps, mappings, outcome: null };

  const target = await targetOf(tested);
  if (target.kind === 'closed') {
    const closed: TestStep = { key: 'settings', state: 'stopped', message: target.message, reason: target.reason };
    const all = [...steps.slice(0, -1), closed];
    return { ...story, steps: all, mappings, outcome: ended('failed_delivery', target.reason, target.message) };
  }
  keepOut(target.secrets);
  const policy = retryPolicyOf(target.delivery);
  const made = new Map<string, RunMapping>();
  await Promise.all(
    decision.subscriptionIds.map(async (id) => {
      made.set(id, await runMapping(id, sent as JsonObject, { target, runs, mode, policy, rules, keepOut }));
    }),
  );
  const tried = decision.subscriptionIds.flatMap((id) => made.get(id)?.tried ?? []);
  const known = tried.length === decision.subscriptionIds.length;
  const outcome = known ? toOutcome(judgeTogether(tried, policy, new Date())) : null;
  return {
    ...story,
    steps: steps.map((step) => (step.key === 'settings' ? settingsNote(step, config) : step)),
    mappings: mappings.map((one) => ({ ...one, run: made.get(one.id)?.run ?? null })),
    outcome,
  };
}

function shown({ id }: SubscriptionConfig, subscriptionId: string | undefined): boolean {
  return subscriptionId === undefined || subscriptionId === id;
}
