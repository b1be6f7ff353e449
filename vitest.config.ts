import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const IGNORED = ['node_modules/**', 'e2e/**', '.next*/**', 'build/**', '**/.switchyard*/**'];
const DATABASE = ['**/*.db.test.ts'];
/** What every destination of the catalog sends, and the processes it runs in: half a minute of work. */
const CONTRACT = ['catalog/destinations/contract/**/*.test.ts', 'catalog/destinations/run/pool/**/*.test.ts'];

/** A project with what all of them share. Tests have minutes: they run beside others, on machines that are slow at times. */
function project(
  test: TestProjectInlineConfiguration['test'],
  setupFiles: string[] = [],
): TestProjectInlineConfiguration {
  return {
    resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
    test: {
      testTimeout: 150_000,
      hookTimeout: 150_000,
      expect: { poll: { timeout: 60_000 } },
      setupFiles: ['testing/patience.ts', ...setupFiles],
      maxWorkers: 2,
      ...test,
    },
  };
}

// The groups run one after the other.
export default defineConfig({
  test: {
    projects: [
      project({
        name: 'unit',
        sequence: { groupOrder: 0 },
        include: ['**/*.test.{ts,tsx}'],
        exclude: [...IGNORED, ...DATABASE, ...CONTRACT],
      }),
      project({ name: 'contract', sequence: { groupOrder: 1 }, include: CONTRACT, exclude: IGNORED }),
      project(
        {
          name: 'db',
          sequence: { groupOrder: 2 },
          include: DATABASE,
          exclude: IGNORED,
          globalSetup: ['testing/global-database.ts'],
        },
        ['testing/database.ts'],
      ),
    ],
  },
});
