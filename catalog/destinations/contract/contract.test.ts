import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { useTestInstallation } from '@/testing/installation';
import { destinationCatalog, findDestinationType } from '../registry';
import { EXAMPLES } from './all-examples';
import { openEdge, type Edge } from './edge/edge';
import { FIXTURES, readFixture } from './fixture-files';
import { freeze } from './freeze';
import { recordDestination, type RecordedCase, type Recording } from './record-destination';
import { VERIFIED } from './verified';

/** What every vendor's answer means, unless an example says why it is otherwise there. */
const USUAL = { 401: 'final 401', 429: 'retry 429 after 7 s', 500: 'retry 500' };

const listed = destinationCatalog().filter(({ mode }) => mode === 'cloud');
/** Those that speak HTTP. */
const cloud = listed.filter(({ type }) => EXAMPLES[type]?.live === undefined);
let edge: Edge;
let thaw: () => void;
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  thaw = freeze();
  edge = openEdge();
});
afterAll(() => {
  edge.close();
  thaw();
});

async function recorded(type: string) {
  const destination = findDestinationType(type) ?? expect.fail(`the catalog has no ${type}`);
  const made = await recordDestination(edge, destination, EXAMPLES[type] ?? {}, compileFql);
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

  it('gives up after 401, waits as long as a 429 asks, and tries again after 500, one by one and in batches', () => {
    const { answers, batchAnswers } = readFixture(type) ?? expect.fail('no fixture');
    for (const [status, outcome] of Object.entries(USUAL))
      if (example.odd?.[status as keyof typeof example.odd] === undefined)
        expect({ [status]: answers[status] }).toEqual({ [status]: outcome });
      else expect({ [status]: answers[status] }).not.toEqual({ [status]: outcome });
    if (batchAnswers) expect(batchAnswers).toEqual(USUAL);
  });
});

it('has fixtures of exactly the destinations that are listed and speak HTTP, and examples of no other', () => {
  const fixtures = readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
  expect(fixtures.sort()).toEqual(cloud.map(({ type }) => type).sort());
  const known = new Set(listed.map(({ type }) => type));
  expect(Object.keys(EXAMPLES).filter((type) => !known.has(type))).toEqual([]);
});

it('says only of what it records that it was compared with documentation', () => {
  for (const [type, { docs }] of Object.entries(VERIFIED)) {
    expect(readFixture(type), type).not.toBeNull();
    expect(docs).toMatch(/^https:\/\//);
  }
});

it('proves with a server of its kind what does not speak HTTP', () => {
  const tests = Object.values(EXAMPLES).flatMap(({ live }) => live ?? []);
  for (const file of tests) expect(existsSync(path.join(FIXTURES, '..', 'live', file)), file).toBe(true);
});
