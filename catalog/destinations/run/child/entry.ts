import v8 from 'node:v8';
import { setInstallation } from '@/platform/installation';
import { refuseStrays } from '@/platform/outbound-http/guard-sockets';
import type { AnyDefinition } from '../../kit/describe-definition';
import { definitionRuns } from '../inside/definition-runs';
import { addDefinition } from '../inside/loaded-definition';
import { runInside } from '../inside/run-inside';
import { guardChild } from './guard-child';
import type { ChildData, FromChild, ToChild } from './messages';

const BEAT_MS = 100;
const MB = 1024 * 1024;

const say = (messages: FromChild[]) => void process.send?.(messages, undefined, undefined, () => undefined);

let waiting: FromChild[] = [];
/** Results of the same moment travel together; those that went well in a row, as one. */
const sayLater = (message: FromChild) => {
  const last = waiting.at(-1);
  if (message.kind === 'fine' && last?.kind === 'fine' && last.id === message.id && last.status === message.status) {
    last.indices.push(...message.indices);
    return;
  }
  if (waiting.push(message) > 1) return;
  setImmediate(() => {
    const sent = waiting;
    waiting = [];
    say(sent);
  });
};

const beat = () =>
  say([
    {
      kind: 'beat',
      heapMb: Math.round(v8.getHeapStatistics().used_heap_size / MB),
      buffersMb: Math.round(process.memoryUsage().arrayBuffers / MB),
    },
  ]);

async function start({ installation, definitions }: ChildData): Promise<void> {
  setInstallation(installation);
  refuseStrays();
  if (definitions !== null) {
    const { bad } = (await import(definitions)) as { bad: Record<string, AnyDefinition> };
    for (const [type, definition] of Object.entries(bad)) addDefinition(type, definition);
  }
  beat();
  setInterval(beat, BEAT_MS);
}

async function handle(message: Exclude<ToChild, { kind: 'start' }>): Promise<unknown> {
  if (message.kind === 'ask')
    return (definitionRuns[message.method] as (...args: unknown[]) => Promise<unknown>)(...message.args);
  const { id, step, events, options } = message;
  await runInside(step, events, {
    ...options,
    onStart: (indices) => {
      // At once, not with the next group: what starts now may be the last thing that this process does.
      if (options.announce) say([{ kind: 'starting', id, indices }]);
    },
    onEvent: (index, run) => {
      const { result, status, exchanges } = run;
      const fine = result.kind === 'ok' && exchanges.length === 0;
      sayLater(fine ? { kind: 'fine', id, indices: [index], status } : { kind: 'event', id, index, run });
    },
  });
  return null;
}

let started: Promise<void> = Promise.resolve();
process.on('message', (message: ToChild) => {
  if (message.kind === 'start') {
    started = start(message.data);
    return;
  }
  const { id } = message;
  started
    .then(() => handle(message))
    .then(
      (value) => sayLater({ kind: 'done', id, value, error: null }),
      (error: unknown) => sayLater({ kind: 'done', id, value: null, error: String(error) }),
    );
});
guardChild();
