// Installs what is missing. `npm install`, never `npm ci`: a lock made on a mirror may lack other platforms' packages.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { whileLocked } from './build-lock.mjs';
import { fingerprint } from './fingerprint.mjs';
import { runStep } from './run-step.mjs';

const STAMP = 'node_modules/.switchyard-installed';

/** Runs `npm install` when node_modules does not fit package.json and the lock. Working directory: the checkout. */
export async function ensureInstalled() {
  const wanted = fingerprint(['package.json', 'package-lock.json']);
  const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (isInstalled()) return;
  await whileLocked(
    'build/install.lock',
    () => (isInstalled() ? undefined : install()),
    (pid) => process.stderr.write(`Waiting for process ${pid}, which is installing packages …\n`),
  );
}

async function install() {
  await runStep('Installing packages (two or three minutes the first time)', 'npm', [
    'install',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(STAMP, fingerprint(['package.json', 'package-lock.json']));
}
