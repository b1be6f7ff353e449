import { againCounters } from '../../control-plane/deliveries/again-counters';
import { processState } from '../../platform/process-state';
import { pool } from '../../storage/client';
import { readQueueState, type QueueState } from '../../storage/deliveries/read-queue-state';

/** The database is asked at most this often, however many programs ask for metrics. */
const KEEP_MS = 5000;

/** The delivery queue as all workers see it; null while the database does not answer. */
function queueState(now: number): Promise<QueueState | null> {
  const kept = processState<{ at: number; state: Promise<QueueState | null> }>('queue-state', () => ({
    at: -Infinity,
    state: Promise.resolve(null),
  }));
  if (now - kept.at > KEEP_MS) {
    kept.at = now;
    kept.state = readQueueState(pool()).catch(() => null);
  }
  return kept.state;
}

function metric(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: [labels: string, value: number][],
): string {
  const lines = samples.map(([labels, value]) => `switchyard_${name}${labels} ${value}\n`).join('');
  return `# HELP switchyard_${name} ${help}\n# TYPE switchyard_${name} ${type}\n${lines}`;
}

/** The metrics of delivering in Prometheus' text format. `state` is null while the database does not answer. */
export function formatDeliveryMetrics(state: QueueState | null, again = againCounters()): string {
  const counters =
    metric('deliveries_retried_now_total', 'counter', 'Waiting deliveries that people moved to now.', [
      ['', again.retriedNow],
    ]) +
    metric('deliveries_sent_again_total', 'counter', 'Failed deliveries that people had sent again.', [
      ['', again.resent],
    ]) +
    metric('breaker_resets_total', 'counter', 'Breakers that people reset.', [['', again.resets]]);
  if (!state) return counters;
  return (
    counters +
    metric('breakers', 'gauge', 'Destinations that fail too often, by the state of their breaker.', [
      ['{state="open"}', state.open],
      ['{state="probing"}', state.probing],
    ]) +
    metric('destinations_paused', 'gauge', 'Destinations that asked for patience with a 429.', [['', state.paused]]) +
    metric('destinations_waiting', 'gauge', 'Destinations with deliveries in the queue.', [['', state.destinations]]) +
    metric(
      'deliveries_waiting',
      'gauge',
      'Deliveries in the queue of each of the 50 destinations with the most, counted up to 10000.',
      state.waiting.map(({ destinationId, count }) => [`{destination="${destinationId}"}`, count]),
    )
  );
}

/** As `formatDeliveryMetrics`, of now. */
export async function deliveryMetrics(): Promise<string> {
  return formatDeliveryMetrics(await queueState(performance.now()));
}
