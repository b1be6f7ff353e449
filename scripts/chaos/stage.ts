import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../processes/cli/demo/random';
import type { House } from './house';

/** Where a scenario plays: the house, chance, and the time it has. */
export interface Stage {
  house: House;
  random: Random;
  /** How long the faults go on. */
  seconds: number;
  say: (text: string) => void;
  /** Resolves as soon as a sender has an answer 200, for what must happen right behind a promise; after a second without one. */
  acknowledged: () => Promise<void>;
}

/** How requests may fail in a scenario: `open`, not at all; `restarts`, where the server itself is killed; `full`, refused with 503 or 429. */
export type DoorPromise = 'open' | 'restarts' | 'full';

export interface Scenario {
  name: string;
  about: string;
  /** How long the faults go on unless the caller says otherwise. */
  seconds: number;
  door: DoorPromise;
  /** Of the load, 60 when not said. */
  requestsPerSecond?: number;
  /** Does what goes wrong, and mends it before it resolves. */
  run(stage: Stage): Promise<void>;
  /** Whether the product runs its own PostgreSQL. */
  embedded?: boolean;
  /** Whether the spool must lie on a small file system of its own. */
  ownDisk?: boolean;
}

/** Does `act` again and again, with `minMs` to `maxMs` of good weather before each time, until the time is over. */
export async function again(
  { seconds, random }: Stage,
  [minMs, maxMs]: [number, number],
  act: () => Promise<void>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  do {
    await wait(random.whole(minMs, maxMs));
    await act();
  } while (performance.now() < end);
}
