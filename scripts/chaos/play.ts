import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../processes/cli/demo/random';
import { check, type Findings } from './check';
import type { House } from './house';
import { startLoad } from './load';
import type { Ledger } from './ledger';
import type { DoorPromise, Scenario } from './stage';

/** What became of one scenario. */
export interface Result {
  name: string;
  seconds: number;
  requests: number;
  sent: number;
  acknowledged: number;
  failures: Record<string, number>;
  givenUp: number;
  longestGapMs: number;
  slowestMs: number;
  findings: Findings;
  /** What must not be, in words; none when the scenario passed. */
  problems: string[];
}

export interface PlayOptions {
  house: House;
  random: Random;
  seconds?: number;
  requestsPerSecond?: number;
  patienceMs?: number;
  say?: (text: string) => void;
}

const ALLOWED: Record<DoorPromise, RegExp | null> = {
  open: null,
  restarts: /^(ECONNREFUSED|ECONNRESET|EPIPE)$/,
  full: /^(503|429)$/,
};
/** Good weather before and after, so that the load has a rhythm to lose and to find again. */
const CALM_MS = 1000;

/** Plays one scenario under load and judges it. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Result> {
  const { house, random, seconds = scenario.seconds, say = () => undefined } = options;
  const source = house.sources[scenario.name];
  if (!source) throw new Error(`the house has no source for ${scenario.name}`);
  await house.healthy();
  const load = startLoad({
    url: house.url,
    writeKey: source.writeKey,
    mark: scenario.name.padEnd(28, '.'),
    requestsPerSecond: options.requestsPerSecond ?? scenario.requestsPerSecond ?? 60,
    random,
  });
  await wait(CALM_MS);
  const broken: string[] = [];
  const note = (error: unknown) => void broken.push(error instanceof Error ? error.message : String(error));
  const acknowledged = () => load.ledger.nextOk(1000);
  await scenario.run({ house, random, seconds, say, acknowledged }).catch(note);
  house.faults.set({});
  await house.healthy().catch(note);
  await wait(CALM_MS);
  await load.stop();
  const { ledger } = load;
  const { received } = house.receiver;
  const findings = await check({
    database: house.database,
    source,
    ledger,
    received,
    patienceMs: options.patienceMs ?? 120_000,
  });
  return {
    name: scenario.name,
    seconds,
    requests: ledger.requests,
    sent: ledger.sent.size,
    acknowledged: ledger.acknowledged.size,
    failures: Object.fromEntries(ledger.failures),
    givenUp: ledger.givenUp,
    longestGapMs: Math.round(ledger.longestGapMs),
    slowestMs: Math.round(ledger.slowestMs),
    findings,
    problems: [...broken, ...judge(scenario, ledger, findings)],
  };
}

function judge(scenario: Scenario, ledger: Ledger, findings: Findings): string[] {
  const problems: string[] = [];
  const list = (what: string, ids: string[]) => {
    if (ids.length > 0) problems.push(`${ids.length} ${what}: ${ids.slice(0, 3).join(', ')}`);
  };
  if (ledger.acknowledged.size === 0) problems.push('nothing was acknowledged, so nothing was tried');
  list('acknowledged and not stored', findings.missing);
  list('stored more than once', findings.doubled);
  list('stored and never sent', findings.strange);
  list('without exactly one end state', findings.endless);
  list('never delivered', findings.undelivered);
  const allowed = ALLOWED[scenario.door];
  for (const [kind, count] of ledger.failures) {
    if (!allowed?.test(kind)) problems.push(`${count} requests failed with ${kind}`);
  }
  return problems;
}
