import { describe, expect, it } from 'vitest';
import { mayMatchType } from './may-match-type';

describe('mayMatchType', () => {
  it.each([
    ['all', true],
    [`type = 'track'`, true],
    [`'track' = type and event = 'x'`, true],
    [`type = 'page'`, false],
    [`type = 'page' and event = 'x'`, false],
    [`type = 'page' or event = 'x'`, true],
    [`type != 'track'`, false],
    [`type in ['page', 'screen']`, false],
    [`type in ['page', 'track']`, true],
    [`!(type in ['page', 'track'])`, false],
    [`!(type = 'page' or event = 'x')`, true],
    [`!(type = 'track' or event = 'x')`, false],
    [`lowercase(type) = 'page'`, true],
    [`false`, false],
    [`type =`, false],
  ])('says of %s for a track event: %s', (condition, expected) => {
    expect(mayMatchType(condition, 'track')).toBe(expected);
  });
});
