// Totals of the reports that npm test reads. What did not pass, and was not left out on purpose, has failed.

/**
 * Totals of a vitest JSON report. A worker that crashed leaves tests without an end; a hook or a file that failed leaves tests
 * that were never begun, or nothing but passed ones. A test that stands as skipped in a file that passed was left out on
 * purpose: there is no root, or no Linux.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 */
export function vitestTotals({ testResults }) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of testResults) {
    const count = (wanted) => assertionResults.filter((test) => test.status === wanted).length;
    const [passed, skipped] = [count('passed'), count('skipped')];
    const unpassed = assertionResults.length - passed;
    totals.passed += passed;
    if (status === 'failed') totals.failed += Math.max(1, unpassed);
    else {
      totals.failed += unpassed - skipped;
      totals.skipped += skipped;
    }
  }
  return totals;
}

/**
 * Totals of a Playwright JSON report. A test that passed only when it was tried again has failed, and so has one that never
 * ran.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 */
export function playwrightTotals({ stats, errors }) {
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky + skipped + errors.length, skipped: 0 };
}
