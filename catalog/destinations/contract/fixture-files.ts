import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Recording } from './record-destination';

/** Where the fixtures are, from the checkout. */
export const FIXTURES = path.join('catalog', 'destinations', 'contract', 'fixtures');

/** The fixture of a destination. */
export const fixtureFile = (type: string) => path.join(FIXTURES, `${type}.json`);

/** A recording as it is written. */
export const fixtureText = (recording: Recording) => `${JSON.stringify(recording, null, 2)}\n`;

/** What was recorded and reviewed of a destination, or null. */
export function readFixture(type: string): Recording | null {
  const file = fixtureFile(type);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recording) : null;
}
