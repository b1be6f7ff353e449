// npm test: every test there is. The last line is `tests: N passed, N failed`, with the totals over all suites.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { playwrightTotals, vitestTotals } from './test-totals.mjs';

process.chdir(path.dirname(import.meta.dirname));

/** Runs a command with its output shown; resolves with its exit code. */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The totals in a report; one that is not there, or cannot be read, is one failure. */
function totalsIn(reportFile, totalsOf) {
  try {
    return totalsOf(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch (error) {
    process.stderr.write(`The suite left no report that can be read: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** One suite: its exit code must agree with its report, and a suite that leaves no report has failed. */
async function suite(name, args, env, reportFile, totalsOf) {
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(args, env);
  const totals = totalsIn(reportFile, totalsOf);
  if ((code !== 0 || totals.passed === 0) && totals.failed === 0) totals.failed = 1;
  const left = totals.skipped > 0 ? `, ${totals.skipped} left out on this machine` : '';
  process.stdout.write(`== ${name}: ${totals.passed} passed, ${totals.failed} failed${left}\n`);
  return totals;
}

const VITEST_SUITES = [
  ['unit', 'unit tests'],
  ['contract', 'contract tests of destinations'],
  ['db', 'database tests'],
];
const results = [];
try {
  await ensureInstalled();
  const { ensureBuilt } = await import('./ensure-built.mjs');
  const { ensureChromium } = await import('./ensure-chromium.mjs');
  const reports = mkdtempSync(path.join(os.tmpdir(), 'switchyard-reports-'));
  const chromium = await ensureChromium();
  await ensureBuilt();
  for (const [project, name] of VITEST_SUITES) {
    const report = path.join(reports, `${project}.json`);
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    results.push(await suite(name, args, {}, report, vitestTotals));
  }
  const report = path.join(reports, 'e2e.json');
  if (chromium) {
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    results.push(
      await suite(
        'browser tests',
        ['node_modules/@playwright/test/cli.js', 'test', '--retries=0', '--reporter=line,json'],
        env,
        report,
        playwrightTotals,
      ),
    );
  } else {
    process.stdout.write(
      '\n== browser tests: no Chromium found. Install one (apt-get install chromium) or set CHROMIUM_PATH.\n',
    );
    results.push({ passed: 0, failed: 1 });
  }
} catch (error) {
  process.stderr.write(`${error.stack ?? error}\n`);
  results.push({ passed: 0, failed: 1 });
}
const passed = results.reduce((sum, totals) => sum + totals.passed, 0);
const failed = results.reduce((sum, totals) => sum + totals.failed, 0);
process.stdout.write(`tests: ${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
