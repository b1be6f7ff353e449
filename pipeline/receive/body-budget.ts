/** A body of which some is still to come. */
export interface WaitingBody {
  /** Bytes it holds. */
  held(): number;
  /** Ends it, so that it holds nothing any more. */
  giveUp(): void;
}

/** Bytes after which a body counts as going on; a body that brings single bytes goes before one that is being sent. */
const PROGRESS_BYTES = 1024;

/**
 * Bytes of all bodies of this process from their first byte to their answer; bounds what senders can make it hold. When
 * they are too many, bodies that are waited for are given up, the one longest without progress first: senders that hold
 * what they began shut nobody out.
 */
export class BodyBudget {
  readonly max: number;
  used = 0;
  /** With the bytes each had when it last went on; in the order of that. */
  readonly #waiting = new Map<WaitingBody, number>();

  constructor(max: number) {
    this.max = max;
  }

  /** `body` did not come at once. */
  wait(body: WaitingBody): void {
    if (body.held() > 0) this.#waiting.set(body, body.held());
  }

  /** Some of `body`, which is waited for, came. */
  progress(body: WaitingBody): void {
    const then = this.#waiting.get(body);
    if (then !== undefined && body.held() - then < PROGRESS_BYTES) return;
    this.#waiting.delete(body);
    this.#waiting.set(body, body.held());
  }

  /** Nothing more of `body` is waited for. */
  done(body: WaitingBody): void {
    this.#waiting.delete(body);
  }

  /** Gives up bodies until the others fit; false when `body`, which grew, is one to give up itself. */
  makeRoom(body: WaitingBody): boolean {
    while (this.used > this.max) {
      const [stalest] = this.#waiting.keys();
      if (stalest === undefined || stalest === body) return false;
      stalest.giveUp();
    }
    return true;
  }
}
