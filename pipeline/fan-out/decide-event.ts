import type { SegmentEvent } from '@/spec/event';
import type { DeliveryReason, FilterReason, FinalOutcome } from '@/spec/outcome';
import { sentByClient } from './client-side';
import { allowedByIntegrations } from './integrations';
import type { Route, RouteFilterVerdict, SourceRoutes } from './route';

/** The event is to be sent to a destination. */
export interface DeliverDecision {
  kind: 'deliver';
  destinationId: string;
  configVersion: number;
  /** The mappings whose trigger matched, in their order. */
  subscriptionIds: string[];
  /** The event as filters changed it; null when they did not. */
  changedEvent: SegmentEvent | null;
}

/** The event goes no further, at one destination or (destinationId '') at all. */
export interface EndDecision {
  kind: 'end';
  destinationId: string;
  configVersion: number | null;
  outcome: Extract<FinalOutcome, 'filtered_at_destination' | 'failed_delivery' | 'no_destination'>;
  reason: FilterReason | Extract<DeliveryReason, 'INTERNAL'> | null;
  /** A sentence; for filters it begins with the filter's id and a space. */
  detail: string | null;
  /** The bug behind INTERNAL, for the log. */
  error?: unknown;
}

export type Decision = DeliverDecision | EndDecision;

/** One question on the way to a decision and its answer, for those who want to see how it came about. */
export type DecisionStep =
  | { step: 'integrations'; passed: boolean }
  | { step: 'type'; passed: boolean }
  /** One filter: whether its condition held. Not told of those after one that failed. */
  | { step: 'filter'; filterId: string; matched: boolean }
  | { step: 'filters'; verdict: RouteFilterVerdict }
  | { step: 'trigger'; subscriptionId: string; matched: boolean | { problem: string } }
  | { step: 'settings'; problem: string | null }
  /** Whether it is for the page to send, with the reason for which the server does not. */
  | { step: 'sender'; reason: 'MESSAGE_SENT_CLIENT_SIDE' | 'NOT_SENT_CLIENT_SIDE' | null };

function leftToThePage(event: SegmentEvent, route: Route): Extract<DecisionStep, { step: 'sender' }>['reason'] {
  if (sentByClient(event, route.destinationId, route.names)) return 'MESSAGE_SENT_CLIENT_SIDE';
  return route.inBrowser ? 'NOT_SENT_CLIENT_SIDE' : null;
}

/**
 * What becomes of an event at one destination. `watch` is told of each step taken, in order; real traffic has none, and
 * then nothing is made for it.
 */
export function decideRoute(event: SegmentEvent, route: Route, watch?: (step: DecisionStep) => void): Decision {
  const { destinationId, configVersion } = route;
  const filtered = (reason: FilterReason, detail: string | null): EndDecision => ({
    kind: 'end',
    destinationId,
    configVersion,
    outcome: 'filtered_at_destination',
    reason,
    detail,
  });
  const allowed = allowedByIntegrations(event, route.names);
  watch?.({ step: 'integrations', passed: allowed });
  if (!allowed) return filtered('FILTERED_BY_INTEGRATIONS_OBJECT', null);
  const supported = route.supports(event.type);
  watch?.({ step: 'type', passed: supported });
  if (!supported) return filtered('UNSUPPORTED_EVENT_TYPE', `The destination has no action for ${event.type} events.`);
  const asked = watch && ((filterId: string, matched: boolean) => watch({ step: 'filter', filterId, matched }));
  const verdict = route.filter(event, asked);
  watch?.({ step: 'filters', verdict });
  if (verdict.verdict === 'drop') return filtered(verdict.reason, `${verdict.filterId} ${verdict.detail}`);
  const subscriptionIds: string[] = [];
  const problems: string[] = [];
  for (const trigger of route.triggers) {
    const matched = trigger.matches(verdict.event);
    watch?.({ step: 'trigger', subscriptionId: trigger.subscriptionId, matched });
    if (matched === true) subscriptionIds.push(trigger.subscriptionId);
    else if (matched !== false) problems.push(`The trigger of “${trigger.name}” failed: ${matched.problem}`);
  }
  if (subscriptionIds.length === 0) {
    const none = route.triggers.length === 0 ? 'The destination has no enabled mapping.' : null;
    return filtered('NO_MATCHING_MAPPING', none ?? (problems.join(' ') || null));
  }
  watch?.({ step: 'settings', problem: route.settingsProblem });
  if (route.settingsProblem !== null) return filtered('INVALID_SETTINGS', route.settingsProblem);
  const left = leftToThePage(event, route);
  watch?.({ step: 'sender', reason: left });
  if (left !== null) return filtered(left, null);
  const changedEvent = verdict.changed ? verdict.event : null;
  return { kind: 'deliver', destinationId, configVersion, subscriptionIds, changedEvent };
}

/**
 * What becomes of an accepted event: one decision per enabled destination, in the order of segment-facts 4.4 (integrations
 * object, unsupported type, destination filters, triggers), then the settings, and whether the page sent it itself; or a
 * single `no_destination`.
 * A bug in one destination's decision ends the event there, visibly, and touches no other destination.
 */
export function decideEvent(event: SegmentEvent, source: SourceRoutes): Decision[] {
  if (source.routes.length === 0) {
    const disabled = source.disabled > 0;
    return [
      {
        kind: 'end',
        destinationId: '',
        configVersion: null,
        outcome: 'no_destination',
        reason: disabled ? 'DESTINATION_DISABLED' : null,
        detail: disabled ? 'Every destination of the source is disabled.' : 'The source has no destination.',
      },
    ];
  }
  return source.routes.map((route) => {
    try {
      return decideRoute(event, route);
    } catch (error) {
      return internalFailure(route.destinationId, route.configVersion, error);
    }
  });
}

/** The visible end of an event that a bug of ours stopped. */
export function internalFailure(destinationId: string, configVersion: number | null, error: unknown): EndDecision {
  return {
    kind: 'end',
    destinationId,
    configVersion,
    outcome: 'failed_delivery',
    reason: 'INTERNAL',
    detail: 'Switchyard failed while deciding where the event goes; this is our bug. The log of the worker says more.',
    error,
  };
}
