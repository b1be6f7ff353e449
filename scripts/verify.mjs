// npm run verify: the checks that need no database and no browser, all at once, in under a minute.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';

process.chdir(path.dirname(import.meta.dirname));
await ensureInstalled();
const { ensureCatalogBuilt, ensureGenerated } = await import('./ensure-built.mjs');
await ensureGenerated();
await ensureCatalogBuilt();

const ROOTS = [
  'app',
  'components',
  'control-plane',
  'pipeline',
  'spec',
  'catalog',
  'cdn',
  'storage',
  'platform',
  'config',
  'processes',
];
const CHECKS = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  lint: ['node_modules/eslint/bin/eslint.js', '--cache', '.'],
  boundaries: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    ...ROOTS,
  ],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  unit: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=default', '--silent=passed-only'],
  unused: ['node_modules/knip/bin/knip.js'],
  structure: ['scripts/check-structure.mjs'],
};

/** Runs one check; its output is shown only when it fails. */
function check([name, args]) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      process.stdout.write(
        `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n${code === 0 ? '' : `${output}\n`}`,
      );
      resolve(code === 0);
    });
  });
}

const started = Date.now();
const wanted = process.argv.slice(2);
const queue = Object.entries(CHECKS).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const oks = [];
const next = async () => {
  for (let entry = queue.shift(); entry; entry = queue.shift()) oks.push(await check(entry));
};
await Promise.all([next(), next()]);
process.stdout.write(
  `verify: ${oks.every(Boolean) ? 'ok' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(0)} s\n`,
);
process.exit(oks.every(Boolean) ? 0 : 1);
