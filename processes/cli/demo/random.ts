/** A source of randomness that a seed fixes: the same seed tells the same story. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** One of `items`, each equally likely. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
}

/** Seeds a 32-bit generator (multiply, xor, shift); good enough to look natural, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
  };
}
