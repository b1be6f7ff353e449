// Prints the SQL that leads from one Prisma schema folder to another (dev only: authoring a migration offline).
// usage: DATABASE_URL=<any reachable PostgreSQL; the engine only connects> node scripts/diff-schema.mjs <old prisma folder or "empty"> [new folder = prisma]
import { readdirSync, readFileSync } from 'node:fs';

import path from 'node:path';

const root = path.resolve('node_modules/@prisma/schema-engine-wasm');
const glue = await import(path.join(root, 'schema_engine_bg.js'));
const wasm = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path.join(root, 'schema_engine_bg.wasm'))), {
  './schema_engine_bg.js': glue,
});
glue.__wbg_set_wasm(wasm.exports);
wasm.exports.__wbindgen_start();

/** All .prisma files below a folder, as the engine wants them. */
function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: path.join(folder, name), content: readFileSync(path.join(folder, name), 'utf8') }));
}

const target = (folder) => (folder === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: files(folder) });
const [from = 'empty', to = 'prisma'] = process.argv.slice(2);
const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
const { PrismaPg } = await import('@prisma/adapter-pg');
const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: process.env.DATABASE_URL }));
const engine = await glue.SchemaEngine.new(
  { datamodels: files('prisma').map((f) => [f.path, f.content]) },
  () => undefined,
  adapter,
);
const result = await engine.diff({
  from: target(from),
  to: target(to),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(result.stdout ?? '');
