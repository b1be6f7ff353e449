import { readCredentials } from '../../receive/credentials';
import { answerPixel } from '../../receive/pixel-image';
import type { PixelRoute } from '../../receive/route';
import type { Door, Exchange } from './door';
import type { RawRequest } from './read/raw-request';
import { recordRefusal } from './refused/refuse';
import { APPEND_REFUSALS, UNAVAILABLE } from './answer/refusals';
import { readOrNull } from './serve-post';

/** Always the image, and 200 (segment-facts 1.9) unless the event is lost: that is never answered as a success. */
export async function servePixel(door: Door, route: PixelRoute, exchange: Exchange): Promise<void> {
  const { req } = exchange;
  if (door.isClosing()) return answerPixel(exchange, UNAVAILABLE.status);
  if (req.method === 'HEAD') return answerPixel(exchange, 200);
  const credentials = readCredentials(req.headers.authorization);
  const arrival = door.arrivalOf(exchange, 'browser');
  const raw: RawRequest = { form: 'pixel', request: { type: route.type, url: req.url ?? '', credentials, arrival } };
  const reading = await readOrNull(door, raw);
  if (reading !== null && !reading.ok) {
    recordRefusal(door, { route, arrival, refusal: reading.refusal, owners: reading.owners, text: '' });
    return answerPixel(exchange, reading.refusal.status === 429 ? 429 : 200, reading.refusal.retryAfter);
  }
  const result = await (reading === null ? door.storeRaw(raw) : door.store(reading, exchange.receivedAt));
  answerPixel(exchange, result === 'committed' ? 200 : APPEND_REFUSALS[result].status);
}
