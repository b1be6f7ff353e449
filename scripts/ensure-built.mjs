// Builds what is stale: the Prisma client, the server programs (esbuild), the dashboard (Next).
import { runStep } from './run-step.mjs';
import { whenStale } from './when-stale.mjs';

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

/** The generated Prisma client, which types, tests and builds need. */
export async function ensureGenerated() {
  const inputs = ['prisma/schema.prisma', 'prisma/models', 'package-lock.json'];
  const output = 'storage/prisma-client/client.ts';
  await whenStale({ stamp: 'prisma', what: 'the database client', inputs, output }, () =>
    runStep('Generating the database client', process.execPath, ['node_modules/prisma/build/index.js', 'generate']),
  );
}

/** The destination catalog (build/catalog), which servers, dashboard and tests read. */
export async function ensureCatalogBuilt() {
  const inputs = ['catalog', 'scripts/catalog', 'spec', 'package-lock.json'];
  const output = 'build/catalog/index.json';
  await whenStale({ stamp: 'catalog', what: 'the destination catalog', inputs, output }, () =>
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
  await whenStale({ stamp: 'servers', what: 'the servers', inputs, output: 'build/server.js' }, bundleServers);
}

/** Everything there is to build. */
export async function ensureBuilt() {
  await ensureServersBuilt();
  const inputs = [...OURS, ...SETTINGS];
  await whenStale({ stamp: 'dashboard', what: 'the dashboard', inputs, output: '.next/BUILD_ID' }, () =>
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

/**
 * What a process of a role needs: `ingest` and `worker` serve no dashboard.
 * @param {string | undefined} role of SWITCHYARD_ROLE
 */
export function stepsOf(role) {
  return role === 'ingest' || role === 'worker' ? ['servers'] : ['servers', 'dashboard'];
}

/** Builds what `npm start` needs for a role. */
export async function ensureBuiltFor(role) {
  await (stepsOf(role).includes('dashboard') ? ensureBuilt() : ensureServersBuilt());
}
