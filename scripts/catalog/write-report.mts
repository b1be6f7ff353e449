// Writes docs/destinations.md from the catalog; run it after a change to a definition, a listing or what is left out.
import { writeFileSync } from 'node:fs';
import { catalogReport } from '../../catalog/destinations/compose/catalog-report';
import { composeCatalog } from '../../catalog/destinations/compose/compose-catalog';

writeFileSync('docs/destinations.md', catalogReport(await composeCatalog()));
process.exit(0); // some of the package's clients keep timers
