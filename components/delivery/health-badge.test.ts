import { describe, expect, it } from 'vitest';
import { healthInWords } from './health-badge';

describe('healthInWords', () => {
  it('says what the state of a destination is judged by', () => {
    const words = (state: 'failing' | 'retrying' | 'fine', tries: number, failedTries: number, waiting: number) =>
      healthInWords({ state, tries, failedTries, waiting });
    expect(words('failing', 7, 7, 3)).toBe('all 7 recent tries failed');
    expect(words('failing', 1200, 1100, 0)).toBe('1,100 of 1,200 recent tries failed');
    expect(words('failing', 1, 1, 0)).toBe('the last try failed');
    expect(words('retrying', 9, 2, 1)).toBe('1 waits for another try');
    expect(words('retrying', 9, 2, 1000)).toBe('1,000 or more wait for another try');
    expect(words('fine', 5, 1, 0)).toBeNull();
  });
});
