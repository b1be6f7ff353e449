import type { AppendResult } from '../../log/group-commit';
import { readCredentials } from '../../receive/credentials';
import { answerPixel } from '../../receive/pixel-image';
import type { PixelRoute } from '../../receive/route';
import type { Door, Exchange } from './door';
import type { RawRequest } from './raw-request';
import { APPEND_REFUSALS, UNAVAILABLE } from './refusals';
import { readOrNull } from './serve-post';

/** Always the image, and 200 (segment-facts 1.9) unless the event is lost: that is never answered as a success. */
export async function servePixel(door: Door, { type }: PixelRoute, exchange: Exchange): Promise<void> {
  const { req } = exchange;
  if (door.isClosing()) return answerPixel(exchange, UNAVAILABLE.status);
  if (req.method === 'HEAD') return answerPixel(exchange, 200);
  const credentials = readCredentials(req.headers.authorization);
  const arrival = door.arrivalOf(exchange, 'browser');
  const raw: RawRequest = { form: 'pixel', request: { type, url: req.url ?? '', credentials, arrival } };
  const reading = await readOrNull(door, raw);
  let result: AppendResult = 'committed';
  if (reading === null) result = await door.storeRaw(raw);
  else if (reading.ok) result = await door.store(reading);
  answerPixel(exchange, result === 'committed' ? 200 : APPEND_REFUSALS[result].status);
}
