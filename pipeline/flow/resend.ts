import { backoffDelay } from '@/platform/backoff';
import type { Logger } from '@/platform/logger';
import type { EventType, SegmentEvent } from '@/spec/event';
import { inTransaction } from '@/storage/client';
import { enqueueResent, type ResentDelivery } from '@/storage/deliveries/again/enqueue-resent';
import { takeBackEnds, takeResends, type AskedResend } from '@/storage/deliveries/again/take-resends';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { recordDecidedOutcomes, type DecidedOutcome } from '@/storage/deliveries/enqueue-outcomes';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import { decideRoute, internalFailure, type Decision } from '../fan-out/decide-event';
import type { Route } from '../fan-out/route';
import { toRoute } from './fan-out/fan-out-routes';

/** Most deliveries sent again in one transaction. */
const AT_ONCE = 200;
const LOOK_EVERY_MS = 1000;
const RETRY = { baseMs: 500, maxMs: 10_000 };

function decide(asked: AskedResend, route: Route): Decision {
  try {
    return decideRoute(JSON.parse(asked.payload ?? '') as SegmentEvent, route);
  } catch (error) {
    return internalFailure(route.destinationId, route.configVersion, error);
  }
}

function about(asked: AskedResend) {
  const { workspaceId, sourceId, destinationId, eventId, receivedAt, messageId, eventType, eventName } = asked;
  const type = eventType as EventType;
  return {
    workspaceId,
    sourceId,
    destinationId,
    eventId,
    eventReceivedAt: receivedAt,
    messageId,
    eventType: type,
    eventName,
  };
}

/** The count of the failure that is taken back, where it was counted. */
function takenBack({
  failedAt,
  workspaceId,
  sourceId,
  destinationId,
  eventType,
  reason,
  attempts,
}: AskedResend): OutcomeCount {
  const where = { workspaceId, sourceId, destinationId, eventType, reason: reason ?? '' };
  return { ...where, at: failedAt, outcome: 'failed_delivery', onRetry: attempts > 1, count: -1 };
}

/**
 * Sends again what somebody asked for: each event is decided anew, by the configuration of now, and is put back into the
 * queue or ends as filtered. Its earlier end and the count of it are taken back in the same transaction, so that an event
 * stands in one place at a destination, whatever crashes. What was deleted, disabled or is no longer in the log stays as it
 * failed. Returns how many requests there were.
 */
export async function resendSlice(now: Date, most: number = AT_ONCE, skip = 0): Promise<number> {
  return inTransaction(async (sql) => {
    const { taken, rows } = await takeResends(sql, most, skip);
    if (rows.length === 0) return taken;
    const configs = await loadDestinationConfigs(sql, [...new Set(rows.map(({ destinationId }) => destinationId))]);
    const routes = new Map(configs.filter(({ enabled }) => enabled).map((config) => [config.id, toRoute(config)]));
    const again: AskedResend[] = [];
    const deliveries: ResentDelivery[] = [];
    const outcomes: DecidedOutcome[] = [];
    const counts: OutcomeCount[] = [];
    for (const asked of rows) {
      const route = routes.get(asked.destinationId);
      if (!route || asked.payload === null) continue;
      const decision = decide(asked, route);
      const event = about(asked);
      again.push(asked);
      counts.push(takenBack(asked));
      if (decision.kind === 'deliver') {
        const { configVersion, subscriptionIds, changedEvent } = decision;
        const payload = changedEvent === null ? null : JSON.stringify(changedEvent);
        const { attempts, doneSubscriptions } = asked;
        deliveries.push({ ...event, configVersion, subscriptionIds, payload, attempts, doneSubscriptions });
      } else {
        const { outcome, reason, detail, configVersion } = decision;
        outcomes.push({ ...event, at: now, outcome, reason, detail, configVersion });
        counts.push({ ...event, at: now, outcome, reason: reason ?? '', onRetry: false, count: 1 });
      }
    }
    await takeBackEnds(sql, again);
    await enqueueResent(sql, deliveries);
    await recordDecidedOutcomes(sql, outcomes);
    await addOutcomeCounts(sql, counts); // last: its rows are shared with other writers
    return taken;
  });
}

/** Follows the requests to send again; any number of workers may. */
export function startResending(log: Logger): { stop(): Promise<void> } {
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Takes what there is. After a failure one by one, past those that failed: they hold up only themselves. */
  async function run(): Promise<void> {
    try {
      while (!stopping && (await resendSlice(new Date(), failures > 0 ? 1 : AT_ONCE, Math.max(0, failures - 1))) > 0);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn('Deliveries could not be sent again yet; trying again.', { error });
    }
  }

  let running = Promise.resolve();
  const look = () => {
    running = run().finally(() => {
      if (!stopping) timer = setTimeout(look, failures > 0 ? backoffDelay(failures, RETRY) : LOOK_EVERY_MS);
    });
  };
  look();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
