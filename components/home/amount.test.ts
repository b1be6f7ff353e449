import { describe, expect, it } from 'vitest';
import { amount } from './amount';

describe('amount', () => {
  it('counts the named reason, and what other reasons add apart from it', () => {
    expect(amount({ kind: 'not_accepted', count: 2600, others: 52, from: null })).toBe(
      '2,600 events not accepted, and 52 others',
    );
    expect(amount({ kind: 'failing', count: 1, others: 1, from: 'Web' })).toBe('1 event from Web failed, and 1 other');
    expect(amount({ kind: 'retrying', count: 3, others: 0, from: 'Web' })).toBe('3 attempts from Web to be repeated');
  });
});
