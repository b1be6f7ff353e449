// npm run dev: the same product from source, with Next's hot reload. The Tracking API and the worker reload on restart.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensureGenerated } from './ensure-built.mjs';

process.chdir(path.dirname(import.meta.dirname));
await ensureInstalled();
await ensureGenerated();
const child = spawn(process.execPath, ['--import', 'tsx', 'processes/server.ts'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
