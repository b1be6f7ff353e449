import type { JsonObject, SegmentEvent } from '@/spec/event';
import { FILTER_REASONS } from '@/spec/outcome';
import type { DestinationConfig } from '@/storage/deliveries/destination-config';
import { decideRoute, type Decision, type DecisionStep } from '../../fan-out/decide-event';
import { toRoute } from '../fan-out/fan-out-routes';
import type { TestStep } from './event-test';
import { removedFields } from './removed-fields';

/** What fan-out decides about an event, with each step of it. */
export interface WatchedDecision {
  decision: Decision;
  steps: TestStep[];
  /** The event as the filters left it; null when it did not pass them. */
  sent: SegmentEvent | null;
  /** Answers of the triggers that were asked, by mapping. */
  triggers: Map<string, boolean | { problem: string }>;
}

type Of<K extends DecisionStep['step']> = Extract<DecisionStep, { step: K }>;

const skipped = (key: TestStep['key']): TestStep => ({ key, state: 'skipped', message: '', reason: null });
const passed = (key: TestStep['key'], message: string): TestStep => ({ key, state: 'passed', message, reason: null });

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** The entries of the integrations object that speak of the destination. */
function mentions({ integrations }: SegmentEvent, names: string[]): string {
  if (!integrations || typeof integrations !== 'object' || Array.isArray(integrations)) return '';
  const keys = [...names, 'All', 'all'].filter((name) => Object.hasOwn(integrations, name));
  return keys.map((key) => `${key}: ${JSON.stringify(integrations[key]).slice(0, 60)}`).join(', ');
}

function integrationsStep(event: SegmentEvent, names: string[], seen: Of<'integrations'> | undefined): TestStep {
  if (!seen) return skipped('integrations');
  const said = mentions(event, names);
  if (seen.passed)
    return passed(
      'integrations',
      said ? `It lets the event through (${said}).` : 'It does not turn this destination off.',
    );
  const reason = 'FILTERED_BY_INTEGRATIONS_OBJECT';
  return {
    key: 'integrations',
    state: 'stopped',
    message: `The event’s integrations object turns this destination off (${said}).`,
    reason,
  };
}

function typeStep(event: SegmentEvent, seen: Of<'type'> | undefined): TestStep {
  if (!seen) return skipped('type');
  if (seen.passed) return passed('type', `The destination takes ${event.type} events.`);
  const message = `The destination has no action for ${event.type} events.`;
  return { key: 'type', state: 'stopped', message, reason: 'UNSUPPORTED_EVENT_TYPE' };
}

function filtersStep(
  event: SegmentEvent,
  config: DestinationConfig,
  steps: DecisionStep[],
  seen: Of<'filters'> | undefined,
): TestStep {
  if (!seen) return skipped('filters');
  const asked = new Map(steps.flatMap((one) => (one.step === 'filter' ? [[one.filterId, one.matched]] : [])));
  const filters = config.filters
    .filter(({ enabled }) => enabled)
    .map(({ id, title, condition }) => ({ id, title, condition, matched: asked.get(id) ?? null }));
  const { verdict } = seen;
  if (verdict.verdict === 'drop')
    return { key: 'filters', state: 'stopped', message: verdict.detail, reason: verdict.reason, filters };
  const removed = verdict.changed ? removedFields(event as JsonObject, verdict.event as JsonObject) : [];
  const message =
    filters.length === 0
      ? 'The destination has no enabled filter.'
      : verdict.changed
        ? `It passes; ${count(removed.length, 'field')} removed.`
        : `It passes ${count(filters.length, 'filter')} unchanged.`;
  return { ...passed('filters', message), filters, removed };
}

function triggersStep(mappings: number, answers: (boolean | { problem: string })[], decision: Decision): TestStep {
  if (answers.length === 0 && mappings > 0) return skipped('triggers');
  const matching = answers.filter((answer) => answer === true).length;
  const message = `${matching} of ${count(mappings, 'mapping')} ${matching === 1 ? 'matches' : 'match'}.`;
  if (matching > 0) return passed('triggers', message);
  const detail = decision.kind === 'end' ? decision.detail : null;
  const reason = 'NO_MATCHING_MAPPING';
  return { key: 'triggers', state: 'stopped', message: detail ?? FILTER_REASONS[reason], reason };
}

function settingsStep(seen: Of<'settings'> | undefined): TestStep {
  if (!seen) return skipped('settings');
  if (seen.problem === null) return passed('settings', 'They are complete.');
  return { key: 'settings', state: 'stopped', message: seen.problem, reason: 'INVALID_SETTINGS' };
}

const IN_BROWSER =
  'The browser runs this destination: from a page that loads it, the mappings run there. The server sends it nothing.';

/** Only where a page has to do with it. */
function senderStep(seen: Of<'sender'> | undefined, device: boolean): TestStep[] {
  if (!seen || (seen.reason === null && !device)) return [];
  const { reason } = seen;
  const message = reason === 'MESSAGE_SENT_CLIENT_SIDE' ? FILTER_REASONS[reason] : IN_BROWSER;
  return [{ key: 'sender', state: device ? 'noted' : 'stopped', message, reason }];
}

/** The steps of fan-out when the event does not come so far. */
export function unreachedSteps(): TestStep[] {
  return (['integrations', 'type', 'filters', 'triggers', 'settings'] as const).map(skipped);
}

/** Has fan-out decide about an event at one destination, with its own function, and keeps what it did on the way. */
export function watchFanOut(event: SegmentEvent, config: DestinationConfig): WatchedDecision {
  const route = toRoute(config);
  const steps: DecisionStep[] = [];
  const decision = decideRoute(event, route, (step) => steps.push(step));
  const first = <K extends DecisionStep['step']>(key: K) => steps.find((one): one is Of<K> => one.step === key);
  const triggers = new Map(
    steps.flatMap((one) => (one.step === 'trigger' ? [[one.subscriptionId, one.matched] as const] : [])),
  );
  const filtered = first('filters')?.verdict;
  const reached = filtered?.verdict === 'pass';
  return {
    decision,
    steps: [
      integrationsStep(event, route.names, first('integrations')),
      typeStep(event, first('type')),
      filtersStep(event, config, steps, first('filters')),
      reached ? triggersStep(route.triggers.length, [...triggers.values()], decision) : skipped('triggers'),
      settingsStep(first('settings')),
      ...senderStep(first('sender'), route.inBrowser),
    ],
    sent: reached ? filtered.event : null,
    triggers,
  };
}
