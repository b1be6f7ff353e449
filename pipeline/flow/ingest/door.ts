import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppendResult } from '../../log/group-commit';
import type { Credentials } from '../../receive/credentials';
import type { BodyBudget } from '../../receive/body-budget';
import type { BodyProblem } from '../../receive/read-body';
import type { Arrival } from '../../validate/normalise-event';
import type { OwnerOf } from './read/find-owners';
import type { Admit, Reading } from './read/ingest-request';
import type { RawRequest } from './read/raw-request';
import type { RefusedRequest } from './refused/refused-events';

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
  /** A body could not be had: counted when it came too slowly, or while too much was under way. */
  bodyFailed(problem: BodyProblem): void;
  isClosing(): boolean;
  /** What is known of a request before its body. */
  arrivalOf(exchange: Exchange, channel: Arrival['channel']): Arrival;
  /** What an Authorization header is worth: a bearer token is checked, and is not kept. At once unless it is new. */
  credentialsOf(authorization: string | undefined): Credentials | Promise<Credentials>;
  /** @throws OwnersUnavailable */
  ownerOf: OwnerOf;
  /** Appends what was read; resolves once it is safe, or with why it is not. */
  store(reading: Reading & { ok: true }, receivedAt: Exchange['receivedAt']): Promise<AppendResult>;
  /** Whether events may come, by the limits of their write keys and workspaces; if so, they count. */
  admit: Admit;
  /** Shows a refused request to its owner. */
  refused(request: RefusedRequest): void;
  /** analytics.js told of itself: counted, and dropped. */
  metricsReceived(): void;
  /** Keeps a request whose owner cannot be looked up now. */
  storeRaw(raw: RawRequest): Promise<AppendResult>;
}
