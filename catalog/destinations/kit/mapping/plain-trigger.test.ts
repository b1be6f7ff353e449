import { expect, it } from 'vitest';
import { plainTrigger } from './plain-trigger';

it('writes conditions so that our parser takes them for what was meant', () => {
  expect(plainTrigger('type = track or type = page')).toBe('type = "track" or type = "page"');
  expect(plainTrigger('type=track and event="Trigger Survey"')).toBe('type = "track" and event="Trigger Survey"');
  expect(plainTrigger('type = "Identify"')).toBe('type = "identify"');
  expect(plainTrigger('type = "track", event = "Done"')).toBe('type = "track" and event = "Done"');
});

it('leaves every other condition as it is', () => {
  const plain = [
    'type = "track" and event != "Order Completed"',
    'type = "page" and properties.type = "x"',
    'event = "a" or event = "b"',
  ];
  expect(plain.map(plainTrigger)).toEqual(plain);
});
