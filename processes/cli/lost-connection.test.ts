import { expect, it } from 'vitest';
import { isLostConnection } from './lost-connection';

it('knows a database that went away, also inside a wrapped error, from everything else', () => {
  const gone = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  expect(isLostConnection(gone)).toBe(true);
  expect(isLostConnection(new Error('query failed', { cause: gone }))).toBe(true);
  expect(isLostConnection(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(true);
  expect(isLostConnection(new Error('duplicate key value violates unique constraint'))).toBe(false);
  expect(isLostConnection('text')).toBe(false);
});
