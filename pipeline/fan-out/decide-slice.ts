import type { SegmentEvent } from '@/spec/event';
import type { NewDelivery } from '@/storage/deliveries/enqueue-deliveries';
import type { DecidedOutcome } from '@/storage/deliveries/enqueue-outcomes';
import type { LogEvent } from '@/storage/events/follow/follow-log';
import type { OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { decideEvent, internalFailure, type Decision } from './decide-event';
import type { SourceRoutes } from './route';

/** Everything a slice of the log leads to, as rows. */
export interface SliceDecision {
  deliveries: NewDelivery[];
  outcomes: DecidedOutcome[];
  counts: OutcomeCount[];
  /** Bugs met on the way, with the event they met; the events have their visible end in `outcomes`. */
  bugs: { eventId: string; destinationId: string; error: unknown }[];
}

const NO_ROUTES: SourceRoutes = { routes: [], disabled: 0 };
const MINUTE_MS = 60_000;

/** Sums counts that land in the same minute of the same row of the rollups. */
class Counts {
  private readonly rows = new Map<string, OutcomeCount>();

  add(event: LogEvent, at: Date, destinationId: string, outcome: OutcomeCount['outcome'], reason: string): void {
    const { workspaceId, sourceId, type: eventType } = event;
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    const key = `${sourceId}\n${destinationId}\n${eventType}\n${outcome}\n${reason}\n${minute}`;
    const found = this.rows.get(key);
    if (found) {
      found.count += 1;
      if (at > found.at) found.at = at;
    } else {
      const onRetry = false;
      this.rows.set(key, { at, workspaceId, sourceId, destinationId, eventType, outcome, reason, onRetry, count: 1 });
    }
  }

  all(): OutcomeCount[] {
    return [...this.rows.values()];
  }
}

/** Whether the text of an event says nothing (or `{}`) of integrations, and nothing of what the page sent itself. */
function saysNothingOfDestinations(payload: string): boolean {
  if (!payload.startsWith('{"') || payload.includes('"_metadata"') || payload.includes('\\u')) return false;
  const at = payload.indexOf('"integrations"');
  return at < 0 || (payload.startsWith('"integrations":{}', at) && !payload.includes('"integrations"', at + 1));
}

/** Decisions of a slice that are the same for all events of a type; most destinations look at nothing else. */
class ByType {
  private readonly made = new Map<SourceRoutes, Map<string, Decision[]>>();

  find({ type, payload }: LogEvent, source: SourceRoutes): Decision[] | undefined {
    const found = this.made.get(source)?.get(type);
    return found && saysNothingOfDestinations(payload ?? '') ? found : undefined;
  }

  note({ type, payload }: LogEvent, source: SourceRoutes, event: SegmentEvent, decisions: Decision[]): void {
    if (source.routes.length === 0 || !saysNothingOfDestinations(payload ?? '') || event.type !== type) return;
    if (decisions.some((one) => one.kind === 'end' && one.error !== undefined)) return;
    if (!source.routes.every((route) => route.byType)) return;
    const types = this.made.get(source) ?? new Map<string, Decision[]>();
    this.made.set(source, types.set(type, decisions));
  }
}

function decide(event: LogEvent, source: SourceRoutes, byType: ByType): Decision[] {
  const same = byType.find(event, source);
  if (same) return same;
  try {
    // Without a destination, nothing asks what is in the event.
    const parsed = (source.routes.length > 0 ? JSON.parse(event.payload ?? '') : {}) as SegmentEvent;
    const decisions = decideEvent(parsed, source);
    byType.note(event, source, parsed, decisions);
    return decisions;
  } catch (error) {
    return [internalFailure('', null, error)];
  }
}

/**
 * What becomes of the events of a slice, and what is to be counted. Events that failed on ingest have their end in the
 * log already and are only counted. `poison` says that these events cannot be stored as decided: each ends as INTERNAL.
 */
export function decideSlice(
  events: LogEvent[],
  sources: Map<string, SourceRoutes>,
  now: Date,
  poison: { error: unknown } | null = null,
): SliceDecision {
  const result: SliceDecision = { deliveries: [], outcomes: [], counts: [], bugs: [] };
  const counts = new Counts();
  const byType = new ByType();
  for (const event of events) {
    counts.add(event, event.receivedAt, '', event.outcome, event.reason ?? '');
    if (event.outcome !== 'successfully_received') continue;
    const decisions = poison
      ? [internalFailure('', null, poison.error)]
      : decide(event, sources.get(event.sourceId) ?? NO_ROUTES, byType);
    for (const decision of decisions) {
      const { destinationId, configVersion } = decision;
      const about = {
        workspaceId: event.workspaceId,
        sourceId: event.sourceId,
        destinationId,
        eventId: event.id,
        eventReceivedAt: event.receivedAt,
        messageId: event.messageId,
        eventType: event.type,
        eventName: event.name,
      };
      if (decision.kind === 'deliver') {
        const { changedEvent, subscriptionIds } = decision;
        const payload = changedEvent === null ? null : JSON.stringify(changedEvent);
        result.deliveries.push({ ...about, configVersion: decision.configVersion, payload, subscriptionIds });
        continue;
      }
      const { outcome, reason, detail, error } = decision;
      result.outcomes.push({ ...about, at: now, outcome, reason, detail, configVersion });
      counts.add(event, now, destinationId, outcome, reason ?? '');
      if (error !== undefined) result.bugs.push({ eventId: event.id, destinationId, error });
    }
  }
  result.counts = counts.all();
  return result;
}
