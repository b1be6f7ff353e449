import { expect, it } from 'vitest';
import { moveItem, placeAfterDrop } from './move-item';

it('moves an item up and down, and leaves a list alone that has no such item', () => {
  expect(moveItem(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moveItem(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moveItem(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
});

it.each([
  [0, 3, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
  [1, 2, ['a', 'b', 'c']],
])('puts what was dragged from %i and let go before row %i where the line was', (from, before, order) => {
  expect(moveItem(['a', 'b', 'c'], from, placeAfterDrop(from, before))).toEqual(order);
});
