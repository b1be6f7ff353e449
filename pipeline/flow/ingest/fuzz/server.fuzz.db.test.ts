import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzServer } from '@/testing/fuzz/fuzz-server';
import { runOf } from '@/testing/fuzz/run-settings';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';

const run = runOf({ inputs: 2000 });

describe('the Tracking API over HTTP, given anything', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());

  it.each(run.seeds)(
    'with seed %i: answers no 5xx, stores every event of a 200 once and nothing of what it refused',
    { timeout: run.timeoutMs },
    async (seed) => {
      const report = await fuzzServer(server, seed, run.inputs, run.from);
      run.print({ seed, ...report });
      expect(Object.keys(report.statuses).filter((status) => status >= '5')).toEqual([]);
      expect(report.rows).toBeGreaterThan(0);
    },
  );
});
