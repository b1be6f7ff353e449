import { expect, it } from 'vitest';
import { safeNext } from './safe-next';

it('leads back to a path of this site, query and fragment included', () => {
  expect(safeNext('/acme/sources?q=a%20b#x')).toBe('/acme/sources?q=a%20b#x');
});

it.each([
  undefined,
  '',
  'acme',
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  '/a\\..\\b',
  '/\t/evil.test',
  '/%0a\n//evil.test',
  'javascript:alert(1)',
])('never leads elsewhere: %j', (next) => {
  expect(safeNext(next)).toBe('/');
});
