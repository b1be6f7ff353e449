// Builds what is stale: the Prisma client, the server programs (esbuild), the dashboard (Next).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { runStep } from './run-step.mjs';

const OURS = [
  'app',
  'catalog',
  'cdn',
  'components',
  'config',
  'control-plane',
  'pipeline',
  'platform',
  'public',
  'spec',
  'storage',
];
const SETTINGS = [
  'package-lock.json',
  'tsconfig.json',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'prisma/schema.prisma',
  'prisma/models',
];

/** Runs `make` when `inputs` changed since the last time, or when `output` is gone. */
async function when(stamp, inputs, output, make) {
  const file = path.join('build', `${stamp}.fingerprint`);
  const now = fingerprint(inputs);
  if (existsSync(output) && existsSync(file) && readFileSync(file, 'utf8') === now) return;
  await make();
  mkdirSync('build', { recursive: true });
  writeFileSync(file, now);
}

/** The generated Prisma client, which types, tests and builds need. */
export async function ensureGenerated() {
  await when(
    'prisma',
    ['prisma/schema.prisma', 'prisma/models', 'package-lock.json'],
    'storage/prisma-client/client.ts',
    () =>
      runStep('Generating the database client', process.execPath, ['node_modules/prisma/build/index.js', 'generate']),
  );
}

/** The destination catalog (build/catalog), which servers, dashboard and tests read. */
export async function ensureCatalogBuilt() {
  await when('catalog', ['catalog', 'scripts/catalog', 'spec', 'package-lock.json'], 'build/catalog/index.json', () =>
    runStep('Building the destination catalog', process.execPath, [
      '--import',
      'tsx',
      'scripts/catalog/build-catalog.mts',
    ]),
  );
}

async function bundleServers() {
  const { build, stop } = await import('esbuild');
  await build({
    entryPoints: {
      'check-env': 'processes/check-env.ts',
      server: 'processes/server.ts',
      worker: 'processes/worker.ts',
      'worker-definitions': 'catalog/destinations/run/child/entry.ts',
      cli: 'processes/cli.ts',
    },
    outdir: 'build',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
  await stop(); // its process would stay beside the server's
}

/** The server programs and the command line: a matter of a second. */
export async function ensureServersBuilt() {
  await ensureGenerated();
  await ensureCatalogBuilt();
  const inputs = [...OURS.filter((folder) => folder !== 'app' && folder !== 'components'), 'processes', ...SETTINGS];
  await when('servers', inputs, 'build/server.js', bundleServers);
}

/** Everything `npm start` needs. */
export async function ensureBuilt() {
  await ensureServersBuilt();
  await when('dashboard', [...OURS, ...SETTINGS], '.next/BUILD_ID', () =>
    runStep(
      'Building the dashboard (a minute or two)',
      process.execPath,
      ['node_modules/next/dist/bin/next', 'build'],
      {
        env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      },
    ),
  );
}
