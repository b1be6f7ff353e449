// Writes build/catalog from the definitions; run by ensure-built.mjs when they changed.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOG_FOLDER } from '../../catalog/destinations/catalog-files';
import { composeCatalog, summaryOf } from '../../catalog/destinations/compose/compose-catalog';

const { types, leftOut } = await composeCatalog();
// Written beside and moved into place: whoever reads meanwhile has the whole old catalog or the whole new one.
const fresh = `${CATALOG_FOLDER}-${process.pid}`;
const old = `${fresh}-old`;
mkdirSync(path.join(fresh, 'types'), { recursive: true });
for (const one of types) writeFileSync(path.join(fresh, 'types', `${one.type}.json`), JSON.stringify(one));
writeFileSync(path.join(fresh, 'left-out.json'), JSON.stringify(leftOut, null, 2));
writeFileSync(path.join(fresh, 'index.json'), JSON.stringify(types.map(summaryOf)));
if (existsSync(CATALOG_FOLDER)) renameSync(CATALOG_FOLDER, old);
renameSync(fresh, CATALOG_FOLDER);
rmSync(old, { recursive: true, force: true });
process.stdout.write(`${types.length} destinations, ${leftOut.length} left out\n`);
process.exit(0); // some of the package's clients keep timers
