import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@/processes/cli/demo/random';
import { openHouse, type House } from './house';
import { play } from './play';
import { SCENARIOS } from './scenarios';

const NAME = 'freeze-embedded-postgres';

describe('the product with its embedded PostgreSQL', () => {
  const random = seededRandom(20261123);
  let house: House;
  let keep = false;

  beforeAll(async () => {
    house = await openHouse({ random, sources: [NAME], embedded: true });
  });
  afterAll(() => house.close({ keep }));

  it('takes events from its start on while PostgreSQL hangs, and has stored each of them once when it is back', async () => {
    const scenario = SCENARIOS.find(({ name }) => name === NAME);
    if (!scenario) throw new Error(`there is no scenario ${NAME}`);
    const result = await play(scenario, { house, random, seconds: 3, patienceMs: 90_000 });
    keep = result.problems.length > 0;
    expect(result.problems, `logs and data: ${house.dataDir}`).toEqual([]);
    expect(result.findings.stored).toBeGreaterThan(100);
  });
});
