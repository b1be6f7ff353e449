// npm test: every test there is. The last line is `tests: N passed, N failed`, with the totals over all suites.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';

process.chdir(path.dirname(import.meta.dirname));

/** Runs a command with its output shown; resolves with its exit code. */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Totals of a vitest JSON report. */
function vitestTotals(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles };
}

/** Totals of a Playwright JSON report; a test that never ran counts as failed. */
function playwrightTotals(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + errors.length };
}

/** One suite: its exit code must agree with its report, and a suite that leaves no report has failed. */
async function suite(name, args, env, reportFile, totalsOf) {
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(args, env);
  const totals = existsSync(reportFile) ? totalsOf(reportFile) : { passed: 0, failed: 1 };
  if (code !== 0 && totals.failed === 0) totals.failed = 1;
  process.stdout.write(`== ${name}: ${totals.passed} passed, ${totals.failed} failed\n`);
  return totals;
}

const results = [];
try {
  await ensureInstalled();
  const { ensureBuilt } = await import('./ensure-built.mjs');
  const { ensureChromium } = await import('./ensure-chromium.mjs');
  const reports = mkdtempSync(path.join(os.tmpdir(), 'switchyard-reports-'));
  const chromium = await ensureChromium();
  await ensureBuilt();
  for (const project of ['unit', 'db']) {
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
    results.push(await suite(project === 'unit' ? 'unit tests' : 'database tests', args, {}, report, vitestTotals));
  }
  const report = path.join(reports, 'e2e.json');
  if (chromium) {
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    results.push(
      await suite(
        'browser tests',
        ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'],
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
