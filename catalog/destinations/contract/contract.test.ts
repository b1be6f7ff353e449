import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { loadDefinition } from '../definitions';
import { destinationCatalog, findDestinationType } from '../registry';
import { EXAMPLES } from './all-examples';
import { openEdge, type Edge } from './edge/edge';
import { FIXTURES, readFixture } from './fixture-files';
import { freeze } from './freeze';
import { recordDestination, type RecordedCase, type Recording } from './record-destination';

/** What every vendor's answer means, unless an example says why it is otherwise there. */
const USUAL = { 401: 'final 401', 429: 'retry 429 after 7 s', 500: 'retry 500' };

const cloud = destinationCatalog().filter(({ mode, type }) => mode === 'cloud' && readFixture(type) !== null);
let edge: Edge;
let thaw: () => void;
beforeAll(() => {
  thaw = freeze();
  edge = openEdge();
});
afterAll(() => {
  edge.close();
  thaw();
});

async function recorded(type: string) {
  const destination = findDestinationType(type) ?? expect.fail(`the catalog has no ${type}`);
  const definition = (await loadDefinition(type)) ?? expect.fail(`there is no code for ${type}`);
  const made = await recordDestination(edge, destination, definition, EXAMPLES[type] ?? {}, compileFql);
  return { ...made, recording: JSON.parse(JSON.stringify(made.recording)) as Recording };
}

/** Cases in which nothing was sent, and why that is right. */
function unsent(cases: RecordedCase[]): { refused: string[]; silent: string[] } {
  const names = (kept: RecordedCase[]) => kept.map((one) => one.case).sort();
  return {
    refused: names(cases.filter(({ refused }) => refused !== undefined)),
    silent: names(cases.filter(({ refused, requests }) => refused === undefined && requests.length === 0)),
  };
}

describe.each(cloud.map(({ type }) => type))('%s', (type) => {
  const example = EXAMPLES[type] ?? {};

  it('sends the requests of its fixture, refuses only what it should, and hides every secret', async () => {
    const { recording, findings } = await recorded(type);
    expect(findings).toEqual([]);
    // Not right? node --import tsx scripts/catalog/record-contract.mts <type>, and read the difference.
    expect(recording).toEqual(readFixture(type));
  });

  it('has a fixture in which something is sent, and a reason for each case in which nothing is', () => {
    const { cases, batches = [] } = readFixture(type) ?? expect.fail('no fixture');
    expect(cases.some(({ refused, requests }) => refused === undefined && requests.length > 0)).toBe(true);
    expect(unsent([...cases, ...batches])).toEqual({
      refused: Object.keys(example.refused ?? {}).sort(),
      silent: Object.keys(example.silent ?? {}).sort(),
    });
  });

  it('gives up after 401, waits as long as a 429 asks, and tries again after 500', () => {
    const { answers } = readFixture(type) ?? expect.fail('no fixture');
    for (const [status, outcome] of Object.entries(USUAL))
      if (example.odd?.[status as keyof typeof example.odd] === undefined)
        expect({ [status]: answers[status] }).toEqual({ [status]: outcome });
      else expect({ [status]: answers[status] }).not.toEqual({ [status]: outcome });
  });
});

it('has no fixture and no example of a destination that is not listed', () => {
  const listed = new Set(cloud.map(({ type }) => type));
  const fixtures = readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
  expect([...fixtures, ...Object.keys(EXAMPLES)].filter((type) => !listed.has(type))).toEqual([]);
});
