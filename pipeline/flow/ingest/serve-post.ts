import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import { answerJson, answerRefusal, answerSuccess, type Refusal } from '../../receive/answer';
import { readCredentials } from '../../receive/credentials';
import { readBody } from '../../receive/read-body';
import type { PostRoute } from '../../receive/route';
import type { Door, Exchange } from './door';
import { honestAnswer } from './honest-answer';
import type { IngestRequest, Reading } from './ingest-request';
import { OwnersUnavailable, readRaw, type RawRequest } from './raw-request';
import { APPEND_REFUSALS, BODY_REFUSALS } from './refusals';

/** With `1`, a request is answered honestly whatever its source's setting. */
const HONEST_HEADER = 'x-switchyard-honest';

/** Answers a call, a batch, or analytics.js's own metrics. */
export async function servePost(door: Door, route: PostRoute, exchange: Exchange): Promise<void> {
  const { req } = exchange;
  const arrival = door.arrivalOf(exchange, null);
  const honest = req.headers[HONEST_HEADER] === '1';
  const maxBytes = route.kind === 'single' ? MAX_EVENT_BYTES : MAX_BATCH_BYTES;
  const body = await readBody(req, { maxBytes, ...door.body });
  if (!body.ok) {
    if (body.problem !== 'aborted') answerRefusal(exchange, BODY_REFUSALS[body.problem], honest);
    return;
  }
  if (route.kind === 'metrics') return answerSuccess(exchange);
  const credentials = readCredentials(req.headers.authorization);
  const request: IngestRequest = { route, text: body.text, credentials, arrival, honest };
  const reading = await readOrNull(door, { form: 'post', request });
  if (reading === null) return answerStored(exchange, await door.storeRaw({ form: 'post', request }), honest, null);
  if (!reading.ok) return answerRefusal(exchange, reading.refusal, honest || isHonest(reading));
  const { verdicts } = reading;
  const accepted = verdicts && (() => honestAnswer(route.kind, verdicts, exchange.requestId));
  answerStored(exchange, await door.store(reading), verdicts !== null, accepted);
}

type StoreResult = Awaited<ReturnType<Door['store']>>;
type Accepted = (() => { status: number; body: object }) | null;

function answerStored(exchange: Exchange, result: StoreResult, honest: boolean, accepted: Accepted): void {
  const refusal: Refusal | null = result === 'committed' ? null : APPEND_REFUSALS[result];
  if (refusal) return answerRefusal(exchange, refusal, honest);
  if (!accepted) return answerSuccess(exchange);
  const { status, body } = accepted();
  answerJson(exchange, status, body);
}

function isHonest({ owners }: Reading & { ok: false }): boolean {
  for (const owner of owners.keys()) if (owner.honestMode) return true;
  return false;
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
