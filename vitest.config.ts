import path from 'node:path';
import { defineConfig } from 'vitest/config';

const shared = { resolve: { alias: { '@': path.resolve(import.meta.dirname) } } };
const ignored = ['node_modules/**', 'e2e/**', '.next*/**', 'build/**', '**/.switchyard*/**'];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.db.test.ts'],
        },
      },
      {
        ...shared,
        test: {
          name: 'db',
          sequence: { groupOrder: 1 },
          include: ['**/*.db.test.ts'],
          exclude: ignored,
          globalSetup: ['testing/global-database.ts'],
          setupFiles: ['testing/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
