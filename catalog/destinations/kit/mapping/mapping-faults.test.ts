import { expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { mappingFaults } from './mapping-faults';

const event = { type: 'track', properties: { n: 1, list: [1] } };

it.each<[string, JsonObject, { path: string; message: string }[]]>([
  ['nothing', { url: { '@path': '$.properties.n' }, data: { a: { '@liquid': '{{ properties.n | nofilter }}' } } }, []],
  [
    'a directive that does not exist',
    { url: { '@bogus': 1 }, method: 'POST' },
    [{ path: 'url', message: 'The mapping has an invalid directive: @bogus.' }],
  ],
  [
    'each of several',
    {
      url: { '@bogus': 1 },
      data: { price: { '@replace': { pattern: 'longer than ten', value: { '@path': '$.properties.n' } } } },
    },
    [
      { path: 'url', message: 'The mapping has an invalid directive: @bogus.' },
      { path: 'data.price', message: '@replace pattern should be a string of length 10 or less.' },
    ],
  ],
  [
    'a template that does not end',
    { data: { a: { '@liquid': '{{ properties.n }}{% if %}' }, b: 1 } },
    [{ path: 'data.a', message: 'invalid value expression: "", line:1, col:24' }],
  ],
  [
    'a tag that is switched off',
    { data: { '@liquid': '{% for x in properties.list %}{% endfor %}' } },
    [{ path: 'data', message: 'tag "for" is disabled, line:1, col:1' }],
  ],
  [
    'what only the event shows',
    { data: [{ '@path': { '@path': '$.properties.list' } }] },
    [{ path: 'data', message: '@path: expected string, got array' }],
  ],
])('finds %s', (_what, mapping, faults) => {
  expect(mappingFaults(mapping, event)).toEqual(faults);
});
