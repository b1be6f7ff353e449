import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@/processes/cli/demo/random';
import { openHouse, type House } from './house';
import { play, type Result } from './play';
import { SCENARIOS } from './scenarios';

/** The short form of `npm run chaos`: few seconds of each kind of fault, one after the other on one installation. */
const SHORT: Record<string, number> = {
  'kill-server': 3,
  'kill-postgres': 4,
  'postgres-away': 5,
  'writes-fail': 6,
  'clock-jump': 6,
};

describe('the product under faults', () => {
  const random = seededRandom(20261122);
  let house: House;
  let keep = false;

  beforeAll(async () => {
    house = await openHouse({ random, sources: Object.keys(SHORT) });
  });
  afterAll(() => house.close({ keep }));

  it.each(SCENARIOS.filter(({ name }) => name in SHORT))(
    'has stored what it acknowledged once, and delivered it: $name ($about)',
    async (scenario) => {
      const result: Result = await play(scenario, {
        house,
        random,
        seconds: SHORT[scenario.name],
        patienceMs: 90_000,
      });
      keep ||= result.problems.length > 0;
      expect(result.problems, `logs and data: ${house.dataDir}`).toEqual([]);
      expect(result.findings.stored).toBeGreaterThan(100);
    },
    400_000,
  );
});
