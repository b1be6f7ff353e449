// npm start: from a fresh clone to a running Switchyard. Plain Node, since nothing may be installed yet.
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensureBuiltFor, ensureServersBuilt } from './ensure-built.mjs';

process.chdir(path.dirname(import.meta.dirname));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Switchyard needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}
try {
  await ensureInstalled();
  await ensureServersBuilt();
  await import('../build/check-env.js');
  await ensureBuiltFor(process.env.SWITCHYARD_ROLE);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.setSourceMapsEnabled(true);
await import(process.env.SWITCHYARD_ROLE === 'worker' ? '../build/worker.js' : '../build/server.js');
