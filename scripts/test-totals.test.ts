import { describe, expect, it } from 'vitest';
import { playwrightTotals, vitestTotals } from './test-totals.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('the totals of npm test', () => {
  it.each([
    ['a worker crashed: its tests never ended', file('passed', 'passed', 'pending', 'pending'), [1, 2, 0]],
    ['a file cannot be read', file('failed'), [0, 1, 0]],
    ['a file has no tests', file('failed'), [0, 1, 0]],
    ['a hook failed before its tests began', file('failed', 'skipped', 'skipped'), [0, 2, 0]],
    ['a hook failed after its tests passed', file('failed', 'passed'), [1, 1, 0]],
    ['one of three failed', file('failed', 'passed', 'failed', 'passed'), [2, 1, 0]],
    ['a test was left out on purpose', file('passed', 'passed', 'skipped'), [1, 0, 1]],
  ])('are true when %s', (_, result, [passed, failed, skipped]) => {
    expect(vitestTotals({ testResults: [result] })).toEqual({ passed, failed, skipped });
  });

  it('add up over files', () => {
    const report = { testResults: [file('passed', 'passed'), file('failed'), file('passed', 'pending')] };
    expect(vitestTotals(report)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('count a browser test as failed that passed only when it was tried again, or that never ran', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
    expect(playwrightTotals({ stats, errors: [{ message: 'the server did not start' }] })).toMatchObject({
      passed: 5,
      failed: 7,
    });
  });
});
