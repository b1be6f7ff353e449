// Writes build/catalog from the definitions; run by ensure-built.mjs when they changed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOG_FOLDER } from '../../catalog/destinations/catalog-files';
import { composeCatalog, summaryOf } from '../../catalog/destinations/compose/compose-catalog';

const { types, leftOut } = await composeCatalog();
rmSync(CATALOG_FOLDER, { recursive: true, force: true });
mkdirSync(path.join(CATALOG_FOLDER, 'types'), { recursive: true });
for (const one of types) writeFileSync(path.join(CATALOG_FOLDER, 'types', `${one.type}.json`), JSON.stringify(one));
writeFileSync(path.join(CATALOG_FOLDER, 'left-out.json'), JSON.stringify(leftOut, null, 2));
writeFileSync(path.join(CATALOG_FOLDER, 'index.json'), JSON.stringify(types.map(summaryOf)));
process.stdout.write(`${types.length} destinations, ${leftOut.length} left out\n`);
process.exit(0); // some of the package's clients keep timers
