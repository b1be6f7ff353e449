import type { IncomingMessage } from 'node:http';
import { constants, createGunzip, gunzip } from 'node:zlib';
import type { BodyBudget, WaitingBody } from './body-budget';

/** Why a body could not be had. `aborted`: the client went away, so nobody waits for an answer. */
export type BodyProblem = 'too_large' | 'timeout' | 'unsupported_encoding' | 'bad_gzip' | 'overloaded' | 'aborted';

/** `bytes` stay in the budget until `releaseBody`; `head` is the beginning of a body that is too large. */
export type BodyResult = { ok: true; text: string; bytes: number } | { ok: false; problem: BodyProblem; head: string };

export interface BodyLimits {
  /** Bytes, before and after gunzip. */
  maxBytes: number;
  /** From the head of the request to the last byte of its body. A body that comes too slowly is not given so long. */
  timeoutMs: number;
  budget: BodyBudget;
}

const EMPTY = Buffer.alloc(0);
/** How long the beginning of a body is waited for that says it will be too large. */
const HEAD_MS = 1000;
/** How much of a zipped body that is too large is unpacked to make out whose it is. */
const HEAD_BYTES = 16 * 1024;
/** How often a body that is waited for must have gone on, and by how many bytes. Bad networks stall for seconds. */
const PACE_MS = 15_000;
const PACE_BYTES = 5 * 1024;

type Raw = { ok: true; raw: Buffer } | { ok: false; problem: BodyProblem; head: Buffer };

const failed = (problem: BodyProblem, head = ''): BodyResult => ({ ok: false, problem, head });

/**
 * Reads the body of `req` as UTF-8 text, gunzipped when it says so. Stops as soon as a limit is passed: the rest is left
 * unread, for the caller to answer and close.
 */
export async function readBody(req: IncomingMessage, limits: BodyLimits): Promise<BodyResult> {
  const encoding = req.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const zipped = encoding === 'gzip' || encoding === 'x-gzip';
  if (!zipped && encoding !== 'identity' && encoding !== '') return failed('unsupported_encoding');
  const collected = await collect(req, limits);
  if (!collected.ok) {
    const { problem, head } = collected;
    return failed(problem, zipped ? await unzippedHead(head) : head.toString('utf8'));
  }
  const { raw } = collected;
  if (!zipped) return { ok: true, text: raw.toString('utf8'), bytes: raw.length };
  const result = await unzip(raw, limits.maxBytes);
  limits.budget.used += result.ok ? result.bytes - raw.length : -raw.length;
  if (!result.ok && result.problem === 'too_large') return failed('too_large', await unzippedHead(raw));
  return result;
}

/** Gives back to the budget what a body held. */
export function releaseBody(budget: BodyBudget, body: BodyResult): void {
  if (body.ok) budget.used -= body.bytes;
}

function collect(req: IncomingMessage, { budget, maxBytes, timeoutMs }: BodyLimits): Promise<Raw> {
  return new Promise((resolve) => {
    const declared = Number(req.headers['content-length'] ?? 0);
    const tooLarge = declared > maxBytes;
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const body: WaitingBody = { held: () => (ended ? 0 : size), giveUp: () => fail('overloaded') };
    const end = (result: Raw) => {
      ended = true;
      if (timer) {
        clearTimeout(timer);
        budget.done(body);
      }
      resolve(result);
    };
    const fail = (problem: BodyProblem) => {
      if (ended) return;
      req.off('data', onData).pause();
      budget.used -= size;
      end({ ok: false, problem, head: problem === 'too_large' ? (chunks[0] ?? EMPTY) : EMPTY });
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      budget.used += chunk.length;
      chunks.push(chunk);
      if (timer) budget.progress(body);
      if (tooLarge || size > maxBytes) fail('too_large');
      else if (budget.used > budget.max && !budget.makeRoom(body)) fail('overloaded');
    };
    /** Ends a body that is late, or that came on too little since it had `then` bytes. */
    const pace = (left: number, then: number) => {
      const ms = Math.min(PACE_MS, left);
      timer = setTimeout(() => {
        if (left <= ms || size - then < PACE_BYTES) fail('timeout');
        else pace(left - ms, size);
      }, ms);
    };
    req.on('data', onData);
    req.on('end', () => {
      if (ended) return;
      const [first = EMPTY] = chunks;
      end({ ok: true, raw: chunks.length <= 1 ? first : Buffer.concat(chunks, size) });
    });
    req.on('close', () => fail('aborted')); // comes after an error too, which nobody needs to hear
    // Most bodies came with the head and are read before this; only the others are timed, and given up for others.
    setImmediate(() => {
      if (ended) return;
      if (tooLarge) timer = setTimeout(() => fail('too_large'), HEAD_MS);
      else pace(timeoutMs, 0);
      budget.wait(body);
    });
  });
}

function unzip(raw: Buffer, maxBytes: number): Promise<BodyResult> {
  return new Promise((resolve) => {
    gunzip(raw, { maxOutputLength: maxBytes }, (error: NodeJS.ErrnoException | null, plain) => {
      if (!error) resolve({ ok: true, text: plain.toString('utf8'), bytes: plain.length });
      else resolve(failed(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'bad_gzip'));
    });
  });
}

/** The beginning of what `raw` unpacks to, which may be cut short: as much as comes at once. */
function unzippedHead(raw: Buffer): Promise<string> {
  if (raw.length === 0) return Promise.resolve('');
  return new Promise((resolve) => {
    const stream = createGunzip({ chunkSize: HEAD_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    const end = (head: string) => {
      stream.destroy();
      resolve(head);
    };
    stream.once('data', (chunk: Buffer) => end(chunk.toString('utf8')));
    stream.on('error', () => end('')).once('end', () => end(''));
    stream.end(raw);
  });
}
