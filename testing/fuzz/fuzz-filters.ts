import { compileFql } from '../../pipeline/filter/compile-fql';
import { FqlError } from '../../spec/fql/fql-error';
import { FQL_SIGNATURES } from '../../spec/fql/fql-signatures';
import { parseFql } from '../../spec/fql/parse-fql';
import type { JsonObject } from '../../spec/event';
import { breakBytes } from './break-bytes';
import { eventText } from './event-text';
import { HANG_MS } from './fuzz-readers';
import { Random } from './random';

const PATHS = [
  ...[
    'event',
    'type',
    'userId',
    'properties.a',
    'properties.a.b.c',
    'context.library.name',
    'traits',
    '__proto__',
    'a\\.b',
  ],
  ...['constructor.prototype', 'properties.products', 'context.page.url', 'messageId', 'x.length', 'toString'],
];
const LITERALS = [
  ...[
    '"Order Completed"',
    "'a'",
    '1',
    '-1',
    '25.5',
    '1e400',
    'true',
    'false',
    'null',
    '"*"',
    '"a*b*[a-z]*c"',
    '"[^"',
    '"\\\\"',
  ],
  ...[`"${'*a'.repeat(240)}b"`, '["a", 1]', '[]', '"ü✓"', '"2026-11-01T10:00:00Z"', '""', 'all'],
];

/**
 * Gives `inputs` conditions, right and wrong ones, to the parser and what they compile to, with an event each.
 * @throws Error with the seed and the condition when one throws what is no FqlError, hangs, or changes its event
 */
export function fuzzFilters(
  seed: number,
  inputs: number,
  from = 0,
): { inputs: number; right: number; slowest: number } {
  const report = { inputs, right: 0, slowest: 0 };
  for (let n = from; n < from + inputs; n += 1) {
    const random = Random.ofInput(seed, n);
    const text = conditionText(random, 4);
    const condition = random.oneIn(3) ? breakBytes(random, Buffer.from(text)).toString() : text;
    const event = anEvent(random);
    try {
      let ms = tryCondition(condition, event, report);
      for (let again = 0; ms > HANG_MS / 2 && again < 4; again += 1) ms = Math.min(ms, tryCondition(condition, event));
      if (ms > HANG_MS) throw new Error(`took ${ms.toFixed(1)} ms`);
      report.slowest = Math.max(report.slowest, ms);
    } catch (error) {
      throw new Error(`seed ${seed}, condition ${n}: ${JSON.stringify(condition)}`, { cause: error });
    }
  }
  return report;
}

function tryCondition(condition: string, event: JsonObject, report?: { right: number }): number {
  const [before, processor, started] = [JSON.stringify(event), process.cpuUsage(), performance.now()];
  const parsed = parseFql(condition);
  if (parsed.ok) {
    if (report) report.right += 1;
    const answer = orError(() => compileFql(condition)(event));
    if (typeof answer !== 'boolean' && !(answer instanceof FqlError)) throw new Error(`answered ${String(answer)}`);
  } else if (parsed.message === '' || parsed.position < 0 || parsed.position > condition.length) {
    throw new Error(`is wrong at ${parsed.position}: ${parsed.message}`);
  }
  const { user, system } = process.cpuUsage(processor);
  const ms = Math.min(performance.now() - started, (user + system) / 1000);
  if (JSON.stringify(event) !== before) throw new Error('changed its event');
  return ms;
}

function orError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

function anEvent(random: Random): JsonObject {
  for (;;) {
    try {
      const event: unknown = JSON.parse(eventText(random, { keys: ['k'.repeat(32)], prefix: 'm' }));
      // What is nested too deeply never comes as far as a filter.
      if (JSON.stringify(event).length < 32_768) return event as JsonObject;
    } catch {
      continue;
    }
  }
}

function conditionText(random: Random, depth: number): string {
  if (random.oneIn(300)) return `${random.pick(['(', '!', '['])}`.repeat(random.pick([10, 64, 65, 5000]));
  if (depth === 0) return random.oneIn(2) ? random.pick(PATHS) : random.pick(LITERALS);
  const inner = () => conditionText(random, depth - 1);
  switch (random.below(6)) {
    case 0:
      return `${inner()} ${random.pick(['and', 'or'])} ${inner()}`;
    case 1:
      return `!${inner()}`;
    case 2:
      return `(${inner()})`;
    case 3: {
      const [name, { arity }] = random.pick(Object.entries(FQL_SIGNATURES));
      const count = random.oneIn(10) ? random.below(4) : arity;
      const given = () => (random.oneIn(2) ? random.pick(PATHS) : random.pick(LITERALS));
      return `${name}(${Array.from({ length: count }, given).join(', ')})`;
    }
    default: {
      const operator = random.pick(['=', '!=', '<', '<=', '>', '>=', 'in', '==', '&&']);
      const left = random.oneIn(3) ? conditionText(random, 0) : random.pick(PATHS);
      return `${left} ${operator} ${random.pick(LITERALS)}`;
    }
  }
}
