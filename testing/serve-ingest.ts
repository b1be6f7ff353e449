import { mkdtempSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createLogger } from '../platform/logger';
import { createIngest } from '../pipeline/flow/ingest';
import { useTestInstallation } from './installation';

// A process that is nothing but the Tracking API, for tests that kill it and for measuring:
// `DATABASE_URL=… node --import tsx testing/serve-ingest.ts` prints its port.
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error('DATABASE_URL must be set');
useTestInstallation({
  databaseUrl,
  ...(process.env.TEST_SPOOL_MAX_BYTES ? { spoolMaxBytes: Number(process.env.TEST_SPOOL_MAX_BYTES) } : {}),
  dataDir: process.env.SWITCHYARD_DATA_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'switchyard-data-')),
});
const ingest = createIngest({ log: createLogger('ingest', 'warn') });
const server = http.createServer((req, res) => {
  if (!ingest.handle(req, res)) res.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => {
  server.close();
  void ingest.close().then(() => process.exit(0));
});
