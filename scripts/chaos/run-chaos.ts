import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../processes/cli/demo/random';
import { openHouse } from './house';
import { play, type Result } from './play';
import { SCENARIOS } from './scenarios';

const USAGE = `npm run chaos [-- [scenario…] [--seconds N] [--seed N] [--rate N]]

Starts the product with a PostgreSQL of its own, sends events, lets things go wrong, and compares what was
acknowledged with what is stored. Ends with 1 when anything is missing, doubled, or never delivered.

${SCENARIOS.map(({ name, about }) => `  ${name.padEnd(30)} ${about}`).join('\n')}
`;
const SPOOL_DISK_BYTES = 32 * 1024 * 1024;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Plays the scenarios that the arguments name, else all. @returns the exit code. */
export async function runChaos(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      seed: { type: 'string' },
      rate: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (values.help || unknown.length > 0) {
    say(unknown.length > 0 ? `There is no scenario ${unknown.join(', ')}.\n\n${USAGE}` : USAGE);
    return unknown.length > 0 ? 1 : 0;
  }
  process.on('SIGINT', () => process.exit(130));
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
  const chosen = positionals.length > 0 ? SCENARIOS.filter(({ name }) => positionals.includes(name)) : SCENARIOS;
  say(`seed ${seed}; the same faults again: npm run chaos -- ${[...positionals, '--seed', seed].join(' ')}`);
  const results: Result[] = [];
  for (const scenario of chosen) {
    const random = seededRandom(seed);
    say(`\n== ${scenario.name}: ${scenario.about}`);
    const house = await openHouse({
      random,
      sources: [scenario.name],
      embedded: scenario.embedded,
      spoolDiskBytes: scenario.ownDisk ? SPOOL_DISK_BYTES : undefined,
    });
    let keep = true;
    try {
      const result = await play(scenario, {
        house,
        random,
        seconds: values.seconds === undefined ? undefined : Number(values.seconds),
        requestsPerSecond: values.rate === undefined ? undefined : Number(values.rate),
        say: (text) => say(`   ${text}`),
      });
      results.push(result);
      report(result, house.dataDir);
      keep = result.problems.length > 0;
    } finally {
      await house.close({ keep });
    }
  }
  mkdirSync('build', { recursive: true });
  writeFileSync('build/chaos.json', `${JSON.stringify({ at: new Date().toISOString(), seed, results }, null, 2)}\n`);
  const failed = results.filter(({ problems }) => problems.length > 0);
  say(`\nchaos: ${results.length - failed.length} passed, ${failed.length} failed (build/chaos.json)`);
  return failed.length > 0 ? 1 : 0;
}

function report(result: Result, dataDir: string): void {
  const { findings } = result;
  const failures = Object.entries(result.failures).map(([kind, count]) => `${count} × ${kind}`);
  say(
    [
      `   ${result.requests} requests, ${result.acknowledged} events acknowledged; failed: ${failures.join(', ') || 'none'}`,
      `   longest time without a 200: ${result.longestGapMs} ms; slowest 200: ${result.slowestMs} ms`,
      `   all in the log ${findings.drainMs} ms, all delivered ${findings.settleMs} ms after the last answer; ${findings.deliveredAgain} delivered again`,
      ...result.problems.map((problem) => `   PROBLEM: ${problem}`),
      result.problems.length > 0 ? `   logs and data: ${dataDir}` : '   nothing missing, nothing doubled',
    ].join('\n'),
  );
}
