import { describe, expect, it } from 'vitest';
import { acceptsGzip } from './answer';

describe('acceptsGzip', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['gzip;q=0, *', false],
    ['gzip; q=0.000', false],
    ['*', true],
    ['*;q=0', false],
    ['br', false],
  ])('reads %j as %s', (header, expected) => {
    expect(acceptsGzip(header)).toBe(expected);
  });
});
