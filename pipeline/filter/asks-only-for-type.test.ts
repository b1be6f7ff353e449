import { expect, it } from 'vitest';
import { asksOnlyForType } from './asks-only-for-type';

it.each([
  ['type = "track" or type = "page"', true],
  ['all', true],
  ['!(type = "identify")', true],
  ['type = "track" and event = "Order Completed"', false],
  ['context.type = "track"', false],
  ['contains(type, "a")', true],
  ['contains(event, "a")', false],
  ['type =', false],
])('%s: %s', (condition, answer) => expect(asksOnlyForType(condition)).toBe(answer));
