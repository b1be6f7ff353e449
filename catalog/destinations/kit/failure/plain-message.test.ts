import { expect, it } from 'vitest';
import { plainMessage } from './plain-message';

it.each<[string, unknown, string]>([
  ['an error', new Error('The audience is full.'), 'The audience is full.'],
  ['several lines without a stack', new Error('First.\nSecond.'), 'First.\nSecond.'],
  ['an error without words', new TypeError(), 'TypeError'],
  ['no error', 'text', 'text'],
  [
    'several errors with their stacks',
    new Error(`
    ValidationError: /url has an invalid directive: @bogus.
        at validateDirective (/srv/app/node_modules/kit/validate.js:1:2)
        at Array.forEach (<anonymous>)
    ValidationError: /data has an invalid directive: @odd.
        at validate (${process.cwd()}/x.ts:3:4)`),
    '/url has an invalid directive: @bogus.',
  ],
  [
    'a module that is not there',
    new Error(`Cannot find module '${process.cwd()}/node_modules/x'\nRequire stack:\n- ${process.cwd()}/y.js`),
    "Cannot find module '…",
  ],
  ['a file of ours', new Error(`ENOENT: open '${process.cwd()}/data/y.json'`), "ENOENT: open '…/data/y.json'"],
  [
    'a failure of the network',
    new Error('getaddrinfo ENOTFOUND a.example'),
    'No server is known by the name a.example.',
  ],
])('says what %s says', (_what, error, said) => {
  expect(plainMessage(error)).toBe(said);
});

it('tells nothing of the machine when an error is nothing but a stack', () => {
  expect(plainMessage(new Error('    at x (/srv/a.js:1:2)'))).toBe('The code of the destination failed.');
});
