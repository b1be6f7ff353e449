import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppendResult } from '../../log/group-commit';
import type { BodyBudget } from '../../receive/read-body';
import type { Owner } from '../../receive/write-key-cache';
import type { Arrival } from '../../validate/normalise-event';
import type { Reading } from './ingest-request';
import type { RawRequest } from './raw-request';

/** One request and its answer, with the name that both have in the debugger. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
  receivedAt: Arrival['receivedAt'];
}

/** What those who serve requests share in a process. */
export interface Door {
  /** Bound on the bodies under way. */
  body: { budget: BodyBudget; timeoutMs: number };
  isClosing(): boolean;
  /** What is known of a request before its body. */
  arrivalOf(exchange: Exchange, channel: Arrival['channel']): Arrival;
  /** @throws OwnersUnavailable */
  ownerOf(key: string): Owner | Promise<Owner>;
  /** Appends what was read; resolves once it is safe, or with why it is not. */
  store(reading: Reading & { ok: true }): Promise<AppendResult>;
  /** Keeps a request whose owner cannot be looked up now. */
  storeRaw(raw: RawRequest): Promise<AppendResult>;
}
