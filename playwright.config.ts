import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

// Chosen once by the main process; the workers inherit them.
const FREE_PORT = `const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })`;
process.env.E2E_PORT ??= execFileSync(process.execPath, ['-e', FREE_PORT], { encoding: 'utf8' }).trim();
process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(os.tmpdir(), 'switchyard-e2e-'));
chmodSync(process.env.E2E_DATA_DIR, 0o755); // so that the database stays inside, also for root
const origin = `http://localhost:${process.env.E2E_PORT}`;
// E2E_RUNNING=1 (with E2E_PORT and E2E_DATA_DIR): use a server that already runs there, for quick turns while writing stories.
const running = process.env.E2E_RUNNING === '1';

// The product as `npm start` runs it, on an empty data folder of its own; destinations may reach receivers on this machine.
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 1,
  // Patience: machines are slow at times. What is waited for is there long before, as a rule.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  outputDir: 'test-results',
  webServer: running
    ? undefined
    : {
        command: 'node scripts/start.mjs',
        url: `${origin}/api/health`,
        timeout: 300_000,
        gracefulShutdown: { signal: 'SIGINT', timeout: 30_000 },
        stdout: 'ignore',
        stderr: 'pipe',
        env: {
          PORT: process.env.E2E_PORT,
          HOST: '127.0.0.1',
          SWITCHYARD_DATA_DIR: process.env.E2E_DATA_DIR,
          SWITCHYARD_PUBLIC_URL: origin,
          SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8,::1/128',
          SWITCHYARD_LOG_LEVEL: 'error',
          DATABASE_URL: '',
        },
      },
  use: {
    baseURL: origin,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
