import { defineConfig } from 'prisma/config';

// `prisma generate`, `validate` and `format` never run the schema engine, yet Prisma tries to download it first.
// Standing in any executable keeps them offline; whoever wants stock `prisma migrate` sets the variable to the real binary.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
});
