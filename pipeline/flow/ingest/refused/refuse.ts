import type { IngestReason } from '@/spec/outcome';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import { answerRefusal, type Refusal } from '../../../receive/answer';
import { readCredentials } from '../../../receive/credentials';
import type { PixelRoute, PostRoute } from '../../../receive/route';
import type { Arrival } from '../../../validate/normalise-event';
import type { Door, Exchange } from '../door';
import { findRefusedOwner } from '../read/find-owners';

/** What the debugger calls a request that was answered with a code of ours. */
const REASONS: Record<string, IngestReason> = {
  invalid_json: 'bad_request',
  bad_gzip: 'bad_request',
  unsupported_encoding: 'bad_request',
  missing_write_key: 'bad_request',
  invalid_write_key: 'bad_request',
  oauth_required: 'oauth_required',
  invalid_token: 'invalid_token',
  too_large: 'message_too_large',
  batch_too_large: 'batch_too_large',
  too_many_requests: 'too_many_requests',
};

/** A request that is refused, and what is known of it. */
export interface RefusedExchange {
  route: PostRoute | PixelRoute;
  arrival: Arrival;
  refusal: Refusal;
  /** Whose it is, with how many events of each. */
  owners: Map<WriteKeyOwner, number>;
  /** What was sent, as far as it was read. */
  text: string;
  /** Whether its sender asked for an honest answer. */
  honest?: boolean;
}

/** What the debugger calls a refusal; undefined for one that it does not show. */
function reasonOf(route: PostRoute | PixelRoute, { code }: Refusal): IngestReason | undefined {
  if (route.kind === 'metrics') return undefined;
  return route.kind === 'batch' && code === 'too_large' ? 'batch_too_large' : REASONS[code];
}

/** `refusal` with what the debugger calls it, where that is another word than its code. */
export function withReason(route: PostRoute | PixelRoute, refusal: Refusal): Refusal {
  const reason = reasonOf(route, refusal);
  return reason === undefined || reason === refusal.code ? refusal : { ...refusal, reason };
}

/** Makes a refused request visible to its owners. What its sender is to send again (408, 5xx) is not over yet. */
export function recordRefusal(door: Door, { route, arrival, refusal, owners, text, honest }: RefusedExchange): void {
  const reason = reasonOf(route, refusal);
  if (reason === undefined || route.kind === 'metrics') return;
  const type = route.kind === 'batch' ? null : route.type;
  for (const [owner, events] of owners) {
    door.refused({ owner, reason, problem: refusal.message, events, type, arrival, text, honest });
  }
}

/** Refuses a request whose body could not be had; records it when its owner can be made out. */
export async function refuseBody(
  door: Door,
  exchange: Exchange,
  refused: Omit<RefusedExchange, 'owners'>,
  honest: boolean,
): Promise<void> {
  const credentials = readCredentials(exchange.req.headers.authorization);
  const owner = await findRefusedOwner(refused.text, credentials, door.ownerOf);
  if (owner) recordRefusal(door, { ...refused, owners: new Map([[owner, 1]]), honest });
  answerRefusal(exchange, withReason(refused.route, refused.refusal), honest || owner?.honestMode === true);
}
