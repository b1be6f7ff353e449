import { expect, it } from 'vitest';
import { spelledOut } from './kit-problems';

it('gives each mistake in a directive to its field, without the stacks of the library', () => {
  const message = `
    ValidationError: /data/price/@replace/pattern should be a string of length 10 or less.
        at validateStringLength (/srv/node_modules/kit/validate.js:1:2)
        at Array.forEach (<anonymous>)
    ValidationError: /url has an invalid directive: @unheard.
        at validate (/srv/node_modules/kit/validate.js:3:4)`;
  expect(spelledOut([{ path: '', message }])).toEqual([
    { path: 'data.price', message: '@replace pattern should be a string of length 10 or less.' },
    { path: 'url', message: 'The mapping has an invalid directive: @unheard.' },
  ]);
});

it('leaves what it does not know, and problems of fields, as they are', () => {
  const problems = [
    { path: 'url', message: 'URL is required.' },
    { path: '', message: '@json: expected an object' },
  ];
  expect(spelledOut(problems)).toEqual(problems);
});
