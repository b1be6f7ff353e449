// Records the fixtures of the contract tests anew: node --import tsx scripts/catalog/record-contract.mts [type …]
// The tests only compare. Read the difference before you commit it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { EXAMPLES } from '../../catalog/destinations/contract/all-examples';
import { openEdge } from '../../catalog/destinations/contract/edge/edge';
import { freeze } from '../../catalog/destinations/contract/freeze';
import { fixtureFile, FIXTURES, fixtureText } from '../../catalog/destinations/contract/fixture-files';
import { recordDestination } from '../../catalog/destinations/contract/record-destination';
import { destinationCatalog, findDestinationType } from '../../catalog/destinations/registry';
import { parseEnv } from '../../config/env';
import { compileFql } from '../../pipeline/filter/compile-fql';
import { setInstallation } from '../../platform/installation';

freeze();
setInstallation({ ...parseEnv({}), databaseUrl: '', authSecret: '', encryptionKey: Buffer.alloc(32) });
const edge = openEdge();
mkdirSync(FIXTURES, { recursive: true });
const asked = process.argv.slice(2);
const cloud = destinationCatalog().filter(({ mode, type }) => mode === 'cloud' && !EXAMPLES[type]?.live);
let problems = 0;
for (const { type } of asked.length > 0 ? asked.map((one) => ({ type: one })) : cloud) {
  const destination = findDestinationType(type);
  if (!destination) throw new Error(`The catalog has no destination "${type}".`);
  const { recording, findings } = await recordDestination(edge, destination, EXAMPLES[type] ?? {}, compileFql);
  writeFileSync(fixtureFile(type), fixtureText(recording));
  for (const { case: name, problem } of findings) process.stdout.write(`${type} · ${name}: ${problem}\n`);
  problems += findings.length;
}
process.stdout.write(`recorded; ${problems} problems\n`);
process.exit(0); // some of the package's clients keep timers
