import type { IncomingMessage } from 'node:http';

/** An assertion has about 700 characters. */
const MAX_BYTES = 16 * 1024;
const TIMEOUT_MS = 10_000;

/** Reads a form-encoded body; null when it is too large, too slow, or breaks off. */
export function readForm(req: IncomingMessage): Promise<URLSearchParams | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (form: URLSearchParams | null) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onBreak).off('error', onBreak);
      if (form === null) req.resume();
      resolve(form);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) finish(null);
      else chunks.push(chunk);
    };
    const onEnd = () => finish(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    const onBreak = () => finish(null);
    const timer = setTimeout(() => finish(null), TIMEOUT_MS);
    req.on('data', onData).on('end', onEnd).on('close', onBreak).on('error', onBreak);
  });
}
