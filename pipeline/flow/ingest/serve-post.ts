import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import { answerJson, answerRefusal, answerSuccess, type Refusal } from '../../receive/answer';
import { readBody, releaseBody } from '../../receive/read-body';
import type { PostRoute } from '../../receive/route';
import type { Door, Exchange } from './door';
import { OwnersUnavailable } from './read/find-owners';
import { honestAnswer, unjudgedAnswer } from './answer/honest-answer';
import { allOwners, someHonest, type IngestRequest, type Reading } from './read/ingest-request';
import { readRaw, refuseUnread, type RawRequest } from './read/raw-request';
import { recordRefusal, refuseBody, withReason } from './refused/refuse';
import { APPEND_REFUSALS, BODY_REFUSALS } from './answer/refusals';

/** With `1`, a request is answered honestly whatever its source's setting. */
const HONEST_HEADER = 'x-switchyard-honest';

/** Answers a call, a batch, or analytics.js's own metrics. */
export async function servePost(door: Door, route: PostRoute, exchange: Exchange): Promise<void> {
  const { req } = exchange;
  const arrival = door.arrivalOf(exchange, null);
  const honest = req.headers[HONEST_HEADER] === '1';
  const maxBytes = route.kind === 'single' ? MAX_EVENT_BYTES : MAX_BATCH_BYTES;
  const body = await readBody(req, { maxBytes, ...door.body });
  try {
    if (!body.ok) {
      door.bodyFailed(body.problem);
      if (body.problem === 'aborted') return;
      const refused = { route, arrival, refusal: BODY_REFUSALS[body.problem], text: body.head };
      await refuseBody(door, exchange, refused, honest);
    } else if (route.kind === 'metrics') {
      door.metricsReceived();
      answerSuccess(exchange);
    } else {
      const found = door.credentialsOf(req.headers.authorization);
      const credentials = found instanceof Promise ? await found : found;
      await serveRequest(door, exchange, { route, text: body.text, credentials, arrival, honest });
    }
  } finally {
    releaseBody(door.body.budget, body);
  }
}

async function serveRequest(door: Door, exchange: Exchange, request: IngestRequest): Promise<void> {
  const { honest, route } = request;
  const reading = await readOrNull(door, { form: 'post', request });
  if (reading === null) {
    const kept = honest ? () => unjudgedAnswer(exchange.requestId) : null;
    return answerStored(exchange, await door.storeRaw({ form: 'post', request }), honest, kept);
  }
  if (!reading.ok) {
    const owners = allOwners(reading);
    recordRefusal(door, { ...request, refusal: reading.refusal, owners });
    return answerRefusal(exchange, withReason(route, reading.refusal), honest || someHonest(owners));
  }
  const { verdicts } = reading;
  const accepted = verdicts && (() => honestAnswer(route.kind, verdicts, exchange.requestId));
  answerStored(exchange, await door.store(reading, exchange.receivedAt), verdicts !== null, accepted);
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

/** What `raw` says; null when nobody can tell now whose it is, and nothing is wrong with it whosever it is. */
export async function readOrNull(door: Door, raw: RawRequest): Promise<Reading | null> {
  try {
    return await readRaw(
      raw,
      (key) => door.ownerOf(key),
      (owners) => door.admit(owners),
    );
  } catch (error) {
    if (error instanceof OwnersUnavailable) return refuseUnread(raw, (key) => door.ownerOf(key));
    throw error;
  }
}
