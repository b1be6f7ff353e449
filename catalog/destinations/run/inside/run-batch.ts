import type { Exchange } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import type { ActionResult } from '../../kit/action-result';
import type { RunStep } from '../contract';
import type { LoadedDefinition } from './loaded-definition';
import { runEvents, type RequestOptions, type RequestRun } from './run-events';

/** How a batch went for one of its events, by its place. */
export type OnResult = (place: number, result: ActionResult, exchanges: Exchange[]) => void;

/** Statuses by which a whole batch is refused because of something in it. */
const BLAMING = new Set([400, 413, 422]);
/** Requests for parts of one batch at the same time. */
const AT_ONCE = 4;
/** What is not sorted out by then waits for another try. */
const SORT_OUT_MS = 25_000;

/** Whether the batch as a whole was refused for good, in a way that may be the fault of one event. */
function blamesBatch({ whole, results: [first] }: RequestRun): boolean {
  return whole && first?.kind === 'final' && (BLAMING.has(first.status ?? 0) || first.reason === 'MESSAGE_REJECTED');
}

const later = (result: ActionResult): ActionResult =>
  result.kind === 'final' ? { ...result, kind: 'retry', retryAfterMs: null } : result;

/**
 * Runs the action for a batch. When the batch as a whole is refused (400, 413, 422, or by the definition itself), its
 * halves are sent, and theirs, until the refused events stand alone: one bad event never fails its neighbours. That takes
 * two requests for each event at most, and about 2·log2(n) when one event is bad. Events that cannot be mapped end first,
 * without a request.
 */
export async function runBatch(
  found: LoadedDefinition,
  step: RunStep,
  events: JsonObject[],
  options: Omit<RequestOptions, 'batch'>,
  onResult: OnResult,
): Promise<void> {
  const deadline = performance.now() + SORT_OUT_MS;
  const queue: number[][] = [[...events.keys()]];
  const one = async (places: number[]): Promise<void> => {
    const members = places.map((place) => events[place] ?? {});
    const run = await runEvents(found, step, members, { ...options, batch: true });
    if (run.unmapped) {
      places.forEach((place, at) => run.unmapped?.[at] && onResult(place, run.unmapped[at], []));
      const others = places.filter((_, at) => !run.unmapped?.[at]);
      if (others.length > 0) queue.push(others);
      return;
    }
    const refused = places.length > 1 && blamesBatch(run);
    if (refused && performance.now() < deadline) {
      const half = Math.ceil(places.length / 2);
      queue.push(places.slice(0, half), places.slice(half));
      return;
    }
    places.forEach((place, at) => {
      const result = run.results[at];
      if (result) onResult(place, refused ? later(result) : result, run.exchanges);
    });
  };
  while (queue.length > 0) await Promise.all(queue.splice(0, AT_ONCE).map(one));
}
