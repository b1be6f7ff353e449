import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import type { AppendResult } from '../../log/group-commit';
import { answerRefusal, answerSuccess } from '../../receive/answer';
import { readCredentials } from '../../receive/credentials';
import { readBody } from '../../receive/read-body';
import type { PostRoute } from '../../receive/route';
import type { Door, Exchange } from './door';
import { OwnersUnavailable, readRaw, type RawRequest } from './raw-request';
import { APPEND_REFUSALS, BODY_REFUSALS } from './refusals';
import type { Reading } from './ingest-request';

/** Answers a call, a batch, or analytics.js's own metrics. */
export async function servePost(door: Door, route: PostRoute, exchange: Exchange): Promise<void> {
  const { req } = exchange;
  const arrival = door.arrivalOf(exchange, null);
  const maxBytes = route.kind === 'single' ? MAX_EVENT_BYTES : MAX_BATCH_BYTES;
  const body = await readBody(req, { maxBytes, ...door.body });
  if (!body.ok) {
    if (body.problem !== 'aborted') answerRefusal(exchange, BODY_REFUSALS[body.problem]);
    return;
  }
  if (route.kind === 'metrics') return answerSuccess(exchange);
  const credentials = readCredentials(req.headers.authorization);
  const raw: RawRequest = { form: 'post', request: { route, text: body.text, credentials, arrival } };
  const reading = await readOrNull(door, raw);
  if (reading !== null && !reading.ok) return answerRefusal(exchange, reading.refusal);
  const result: AppendResult = await (reading === null ? door.storeRaw(raw) : door.store(reading));
  if (result === 'committed') answerSuccess(exchange);
  else answerRefusal(exchange, APPEND_REFUSALS[result]);
}

/** What `raw` says, or null when nobody can tell now whose it is. */
export async function readOrNull(door: Door, raw: RawRequest): Promise<Reading | null> {
  try {
    return await readRaw(raw, (key) => door.ownerOf(key));
  } catch (error) {
    if (error instanceof OwnersUnavailable) return null;
    throw error;
  }
}
