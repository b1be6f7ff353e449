// Fuzzes the Tracking API: its readers and validators in this process, conditions in FQL, then a server over HTTP with its
// own PostgreSQL.
// usage: node scripts/fuzz/fuzz.mjs [--inputs 1000000] [--conditions 100000] [--requests 200000] [--seed N] [--from N]
// A failure prints its seed and number; `--seed S --from N --inputs 1 --conditions 0 --requests 0` makes that input again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    conditions: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    from: { type: 'string', default: '0' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d+$/.test(value)) {
    console.error(`--${name} must be a whole number.`);
    process.exit(2);
  }
}

const root = path.join(import.meta.dirname, '..', '..');
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Runs one test file with `inputs` of the seed; true when it passed. */
function run(project, file, inputs) {
  if (inputs === '0') return true;
  console.log(`${inputs} inputs, seed ${values.seed}: ${file}`);
  const env = { ...process.env, FUZZ_SEED: values.seed, FUZZ_INPUTS: inputs, FUZZ_FROM: values.from };
  const args = [vitest, 'run', '--disable-console-intercept', '--project', project, file];
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status === 0;
}

const passed = [
  run('unit', 'pipeline/flow/ingest/fuzz/readers.fuzz.test.ts', values.inputs),
  run('unit', 'pipeline/filter/fql.fuzz.test.ts', values.conditions),
  run('db', 'pipeline/flow/ingest/fuzz/server.fuzz.db.test.ts', values.requests),
];
process.exit(passed.every(Boolean) ? 0 : 1);
