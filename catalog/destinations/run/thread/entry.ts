import v8 from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { setInstallation } from '@/platform/installation';
import { guardSockets } from '@/platform/outbound-http/guard-sockets';
import { definitionRuns } from '../inside/definition-runs';
import { addDefinition } from '../inside/loaded-definition';
import { runInside } from '../inside/run-inside';
import type { AnyDefinition } from '../../kit/describe-definition';
import { guardThread } from './guard-thread';
import { Vitals, type FromThread, type ThreadData, type ToThread } from './messages';

const BEAT_MS = 100;
const MB = 1024 * 1024;

const { installation, vitals, definitions } = workerData as ThreadData;

function ownPort(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error('This file is the entry of a worker thread.');
  return parentPort;
}
const port = ownPort();

setInstallation(installation);
if (definitions !== null) {
  const { bad } = (await import(definitions)) as { bad: Record<string, AnyDefinition> };
  for (const [type, definition] of Object.entries(bad)) addDefinition(type, definition);
}
guardSockets();
guardThread();

const shared = new Int32Array(vitals);
const beat = () => {
  Atomics.add(shared, Vitals.beats, 1);
  Atomics.store(shared, Vitals.heapMb, Math.round(v8.getHeapStatistics().used_heap_size / MB));
  Atomics.store(shared, Vitals.buffersMb, Math.round(process.memoryUsage().arrayBuffers / MB));
};
beat();
setInterval(beat, BEAT_MS).unref();

let waiting: FromThread[] = [];
const flush = () => {
  const sent = waiting;
  waiting = [];
  port.postMessage(sent);
};
/** Results of the same moment travel together. */
const say = (message: FromThread) => {
  if (waiting.push(message) === 1) setImmediate(flush);
};

async function handle(message: ToThread): Promise<unknown> {
  if (message.kind === 'ask')
    return (definitionRuns[message.method] as (...args: unknown[]) => Promise<unknown>)(...message.args);
  const { id, step, events, options } = message;
  await runInside(step, events, {
    ...options,
    onStart: (indices) => {
      // At once, not with the next flush: what starts now may be the last thing that this thread does.
      if (options.announce) port.postMessage([{ kind: 'starting', id, indices }] satisfies FromThread[]);
    },
    onEvent: (index, run) => say({ kind: 'event', id, index, run }),
  });
  return null;
}

port.on('message', (message: ToThread) => {
  const { id } = message;
  handle(message).then(
    (value) => say({ kind: 'done', id, value, error: null }),
    (error: unknown) => say({ kind: 'done', id, value: null, error: String(error) }),
  );
});
