import type { Owner } from '../../pipeline/receive/write-key-cache';
import { readRaw, type RawRequest } from '../../pipeline/flow/ingest/read/raw-request';
import { honestAnswer } from '../../pipeline/flow/ingest/answer/honest-answer';
import { problemOfReading } from './check-reading';
import { parseRequest } from './expectation';
import { Random } from './random';
import { fuzzRequest, type FuzzRequest } from './request';

/** No input may keep the process from its other work for longer. */
export const HANG_MS = 50;
/** How often a slow input is read again, to tell its own cost from a pause of the process. */
const AGAIN = 4;

/** The keys that the readers know in this run. */
const OWNERS = new Map<string, Owner>(
  [
    { enabled: true, honestMode: false },
    { enabled: true, honestMode: true },
    { enabled: false, honestMode: false },
  ].map((settings, n) => {
    const key = `fuzz${n}`.repeat(8).slice(0, 32);
    const ids = { writeKeyId: `key_${n}`, sourceId: `src_${n}`, workspaceId: 'wks_1' };
    return [key, { key, ...ids, ...settings, eventsPerSecond: null, oauthAppId: null, oauthRequired: false }];
  }),
);
const NAMES = { keys: [...OWNERS.keys()], prefix: 'm' };
const NOW = Date.UTC(2026, 10, 22, 12, 0, 0, 123);

/** What a run found out. */
export interface FuzzReport {
  inputs: number;
  /** Inputs that came as far as the readers. */
  read: number;
  rows: number;
  seconds: number;
  /** The input that took longest, in milliseconds of its quickest reading. */
  slowest: { n: number; ms: number };
}

/** Input `n` of the run of `seed`. */
export function fuzzInput(seed: number, n: number): FuzzRequest {
  return fuzzRequest(Random.ofInput(seed, n), NAMES);
}

/**
 * Gives `inputs` requests to the readers and validators in this process.
 * @throws Error with the seed and the input when one of them throws, hangs, answers differently the second time or makes
 *   a row that could not be stored.
 */
export async function fuzzReaders(seed: number, inputs: number, from = 0): Promise<FuzzReport> {
  const started = performance.now();
  const report: FuzzReport = { inputs, read: 0, rows: 0, seconds: 0, slowest: { n: from, ms: 0 } };
  for (let n = from; n < from + inputs; n += 1) {
    if (n > from && (n - from) % 100_000 === 0) process.stdout.write(`${n - from} inputs, ${report.rows} rows\n`);
    const request = fuzzInput(seed, n);
    try {
      await tryInput(request, n, report);
    } catch (error) {
      throw new Error(`seed ${seed}, input ${n}: ${describeRequest(request)}`, { cause: error });
    }
  }
  report.seconds = (performance.now() - started) / 1000;
  return report;
}

async function tryInput(request: FuzzRequest, n: number, report: FuzzReport): Promise<void> {
  const parsed = parseRequest(request, `fuzz${n.toString(36)}`, NOW);
  if (!parsed.read) return;
  report.read += 1;
  let { reading, ms } = await timedReading(parsed.raw);
  if (ms > HANG_MS / 2) {
    for (let again = 0; again < AGAIN; again += 1) ms = Math.min(ms, (await timedReading(parsed.raw)).ms);
  }
  if (ms > report.slowest.ms) report.slowest = { n, ms };
  if (ms > HANG_MS) throw new Error(`took ${ms.toFixed(1)} ms`);
  const problem = problemOfReading(reading, parsed.raw);
  if (problem) throw new Error(problem);
  if (!reading.ok) return;
  report.rows += reading.rows.length;
  if (reading.verdicts && parsed.raw.form === 'post') {
    JSON.stringify(honestAnswer(parsed.raw.request.route.kind, reading.verdicts, 'r'));
  }
  if (n % 8 !== 0) return;
  const first = JSON.stringify(reading);
  reading = (await timedReading(parsed.raw)).reading;
  if (JSON.stringify(reading) !== first) throw new Error('was read differently the second time');
}

/** Milliseconds: by the clock, or of processor time when that is less, as it is when other processes had the processor. */
async function timedReading(raw: RawRequest) {
  const [clock, processor] = [performance.now(), process.cpuUsage()];
  const reading = await readRaw(raw, (key) => OWNERS.get(key) ?? null);
  const passed = performance.now() - clock;
  const { user, system } = process.cpuUsage(processor);
  return { reading, ms: Math.min(passed, (user + system) / 1000) };
}

/** A request for a person to look at; seed and number make it again. */
export function describeRequest({ method, target, headers, body, chunked }: FuzzRequest): string {
  const shown = { method, target, headers, chunked, bytes: body.length, base64: body.toString('base64') };
  return JSON.stringify(shown).slice(0, 3000);
}
