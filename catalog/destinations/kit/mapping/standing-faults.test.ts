import { describe, expect, it } from 'vitest';
import type { Json } from '@/spec/event';
import { standingFaults } from './standing-faults';

const path = { '@path': '$.properties.n' };

describe('standingFaults', () => {
  it.each<[string, Json]>([
    ['a directive that does not exist', { '@bogus': 1 }],
    ['one in a branch', { '@if': { exists: path, then: { '@bogus': 1 }, else: path } }],
    ['one in a list', [{ a: { '@bogus': 1 } }]],
    ['two at once', { '@path': '$.a', '@template': '{{a}}' }],
    ['an argument of the wrong type', { '@path': 1 }],
    ['a pattern that is too long', { '@replace': { pattern: 'longer than ten', value: path } }],
    ['a missing argument', { '@case': { value: path } }],
    ['a template that does not end', { '@liquid': '{{ properties.n | upcase' }],
    ['a tag without its argument', { '@liquid': '{{ properties.n }}{% if %}' }],
    ['a tag that is not closed', { '@liquid': '{% if properties.n %}' }],
    ['a tag that does not exist', { '@liquid': '{% bogus %}' }],
    ['a tag that is switched off', { '@liquid': '{% for x in list %}{% endfor %}' }],
    ['a filter that is switched off', { '@liquid': '{{ list | sort }}' }],
    ['a template that is too long', { '@liquid': 'x'.repeat(1001) }],
    ['a template in a branch', { '@if': { exists: path, then: { '@liquid': '{% if %}' } } }],
  ])('finds %s', (_what, value) => {
    const faults = standingFaults({ data: { a: value } });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.path).toBe('data.a');
  });

  it.each<[string, Json]>([
    ['text', 'POST'],
    ['paths', { '@path': '$.properties.n' }],
    ['a path that comes of the event', { '@path': { '@path': '$.properties.where' } }],
    ['a template of text', { '@template': '{{properties.n}} x' }],
    ['conditions', { '@if': { exists: path, then: path, else: 'none' } }],
    ['lists', { '@arrayPath': ['$.properties.list', { id: { '@path': '$.id' } }] }],
    ['upper case', { '@case': { operator: 'upper', value: path } }],
    ['JSON', { '@json': { mode: 'encode', value: { '@path': '$.properties' } } }],
    ['a merge', { '@merge': { direction: 'right', objects: [{ '@path': '$.traits' }, { a: path }] } }],
    ['a transform', { '@transform': { apply: { a: path }, mapping: { b: { '@path': '$.a' } } } }],
    ['filters that want values', { '@liquid': '{{ properties.a | divided_by: properties.n | round | date: "%Y" }}' }],
    ['a filter that the kit ignores', { '@liquid': '{{ properties.n | nofilter }}' }],
    ['tags', { '@liquid': '{% assign x = properties.n %}{% if x == 1 %}{{ x | append: "b" }}{% else %}c{% endif %}' }],
    [
      'a filter of a list',
      { '@liquid': '{{ properties.list | where: "a", 1 | first }}{{ properties.s | split: "," }}' },
    ],
  ])('takes %s', (_what, value) => {
    expect(standingFaults({ data: { a: value } })).toEqual([]);
  });
});
