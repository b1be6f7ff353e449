import type { JsonObject } from '@/spec/event';
import { TransportError } from './errors';

/** Largest body the Public API reads, in bytes. */
export const MAX_BODY_BYTES = 1_000_000;

async function readCapped(request: Request): Promise<string> {
  const tooLarge = () => new TransportError(413, 'payload-too-large', 'The body is larger than 1 MB.');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The JSON object in the body of a request; `{}` when there is no body. @throws TransportError 413 or 400. */
export async function readBody(request: Request): Promise<JsonObject> {
  const text = await readCapped(request);
  if (text.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new TransportError(400, 'bad-request', 'The body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new TransportError(400, 'bad-request', 'The body must be a JSON object.');
  }
  return parsed as JsonObject;
}
