/** Asks for one call of an address at `now` (milliseconds): 0 when it may, else the whole seconds to wait. */
export type CallLimit = (address: string, now: number) => number;

export interface CallLimitOptions {
  /** Calls that an address may make at once. */
  burst?: number;
  /** Calls a second after that. */
  perSecond?: number;
  /** Addresses remembered; the longest unseen is forgotten. */
  capacity?: number;
}

/**
 * A limit of calls by address, in this process. A call costs a signature check and two statements; a fleet that starts at
 * once behind one address must get through, a flood must not.
 */
export function createCallLimit({ burst = 200, perSecond = 20, capacity = 10_000 }: CallLimitOptions = {}): CallLimit {
  const stepMs = 1000 / perSecond;
  /** When all calls of an address will be made good. */
  const freeAt = new Map<string, number>();
  return (address, now) => {
    const free = Math.max(freeAt.get(address) ?? 0, now);
    const excessMs = free + stepMs - (now + burst * stepMs);
    if (excessMs > 0) return Math.max(1, Math.ceil(excessMs / 1000));
    freeAt.delete(address);
    freeAt.set(address, free + stepMs);
    if (freeAt.size > capacity) {
      const [oldest] = freeAt.keys();
      if (oldest !== undefined) freeAt.delete(oldest);
    }
    return 0;
  };
}
