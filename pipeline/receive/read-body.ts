import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';

/** Why a body could not be had. `aborted`: the client went away, so nobody waits for an answer. */
export type BodyProblem = 'too_large' | 'timeout' | 'unsupported_encoding' | 'bad_gzip' | 'overloaded' | 'aborted';
export type BodyResult = { ok: true; text: string } | { ok: false; problem: BodyProblem };

/** Bytes of all bodies that are being read in this process; bounds the memory that slow senders can hold. */
export interface BodyBudget {
  used: number;
  readonly max: number;
}

export interface BodyLimits {
  /** Bytes, before and after gunzip. */
  maxBytes: number;
  /** From the head of the request to the last byte of its body. */
  timeoutMs: number;
  budget: BodyBudget;
}

const EMPTY = Buffer.alloc(0);

/**
 * Reads the body of `req` as UTF-8 text, gunzipped when it says so. Stops as soon as a limit is passed: the rest is left
 * unread, for the caller to answer and close.
 */
export async function readBody(req: IncomingMessage, limits: BodyLimits): Promise<BodyResult> {
  const encoding = req.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const zipped = encoding === 'gzip' || encoding === 'x-gzip';
  if (!zipped && encoding !== 'identity' && encoding !== '') return { ok: false, problem: 'unsupported_encoding' };
  const declared = req.headers['content-length'];
  if (declared !== undefined && Number(declared) > limits.maxBytes) return { ok: false, problem: 'too_large' };
  const raw = await collect(req, limits);
  if (typeof raw === 'string') return { ok: false, problem: raw };
  if (!zipped) return { ok: true, text: raw.toString('utf8') };
  return unzip(raw, limits.maxBytes);
}

function collect(req: IncomingMessage, limits: BodyLimits): Promise<Buffer | BodyProblem> {
  return new Promise((resolve) => {
    const { budget, maxBytes, timeoutMs } = limits;
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (result: Buffer | BodyProblem) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      budget.used -= size;
      if (typeof result === 'string') req.pause();
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      budget.used += chunk.length;
      if (size > maxBytes) finish('too_large');
      else if (budget.used > budget.max) finish('overloaded');
      else chunks.push(chunk);
    };
    const onEnd = () => finish(chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks, size));
    const onClose = () => finish('aborted');
    const timer = setTimeout(() => finish('timeout'), timeoutMs);
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

function unzip(raw: Buffer, maxBytes: number): Promise<BodyResult> {
  return new Promise((resolve) => {
    gunzip(raw, { maxOutputLength: maxBytes }, (error: NodeJS.ErrnoException | null, plain) => {
      if (!error) resolve({ ok: true, text: plain.toString('utf8') });
      else resolve({ ok: false, problem: error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'bad_gzip' });
    });
  });
}
