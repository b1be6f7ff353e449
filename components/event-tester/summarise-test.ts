import type { EventTestView } from '@/control-plane/event-tester/test-view';
import type { State } from '../ui/data/state-glyph';

/** A test in one sentence, and what follows from it. */
export interface TestSummary {
  state: State;
  title: string;
  detail: string | null;
}

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;

/** How many requests of the test were made, or would be. */
export function requestsOf(test: EventTestView): number {
  return test.mappings.reduce((sum, { run }) => sum + (run?.exchanges.length ?? 0), 0);
}

/** "2 of 5 mappings match": of those that the test runs. */
function matching(test: EventTestView): string {
  const asked = test.mappings.filter(({ enabled, run }) => enabled || run !== null);
  const yes = asked.filter(({ triggered }) => triggered === 'yes').length;
  return `${yes} of ${count(asked.length, 'mapping')} ${yes === 1 ? 'matches' : 'match'}`;
}

/** Says in a sentence what would happen, or happened, to the event. */
export function summariseTest(test: EventTestView, destination: string): TestSummary {
  const { outcome, mode, device } = test;
  const stop = test.steps.find(({ state }) => state === 'stopped');
  if (stop?.key === 'door')
    return {
      state: 'failed',
      title: 'The event would be refused',
      detail: `${stop.message} It goes to no destination.`,
    };
  if (stop) {
    const title = `The event would not be sent to ${destination}`;
    return { state: stop.key === 'settings' ? 'failed' : 'filtered', title, detail: stop.message };
  }
  if (device) return { state: 'pending', title: `${matching(test)}.`, detail: `${destination} runs in the browser.` };
  const requests = requestsOf(test);
  if (mode === 'dry') {
    const rejected = test.mappings.filter(({ run }) => run?.verdict && run.verdict.kind !== 'delivered').length;
    const unseen = test.mappings.some(({ run }) => run?.unseen);
    const would = unseen && requests === 0 ? '' : `; ${count(requests, 'request')} would be sent`;
    const title = `${matching(test)}${would}.`;
    if (rejected > 0)
      return { state: 'failed', title, detail: `${count(rejected, 'mapping')} would fail before anything is sent.` };
    const detail = unseen ? 'Nothing was sent. Of some mappings only the payload can be shown.' : 'Nothing was sent.';
    return { state: 'pending', title, detail };
  }
  const sent = `${matching(test)}; ${count(requests, 'request')} sent.`;
  if (outcome?.outcome === 'successful_delivery') return { state: 'delivered', title: 'Delivered', detail: sent };
  if (outcome?.outcome === 'pending_retry')
    return {
      state: 'retrying',
      title: 'Not delivered; a real event would be tried again',
      detail: `${outcome.detail ?? ''} ${sent}`.trim(),
    };
  return { state: 'failed', title: 'Failed', detail: `${outcome?.detail ?? ''} ${sent}`.trim() };
}
