// npm run chaos: the real product under faults, and a checker that compares what was acknowledged with what is stored.
// The suite is TypeScript, because it starts PostgreSQL by the product's own code; tsx lets plain Node run it.
import path from 'node:path';
import { ensureInstalled } from '../ensure-installed.mjs';

process.chdir(path.resolve(import.meta.dirname, '../..'));
await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { runChaos } = await import('./run-chaos.ts');
process.exit(await runChaos(process.argv.slice(2)));
