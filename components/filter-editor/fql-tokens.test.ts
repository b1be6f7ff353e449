import { expect, it } from 'vitest';
import { fqlTokens } from './fql-tokens';

const kinds = (text: string) => fqlTokens(text).map(({ from, to, kind }) => `${kind}:${text.slice(from, to)}`);

it('colours words, functions, text and numbers, and leaves field paths plain', () => {
  expect(kinds(`type = 'track' and contains(context.traits.email, "@x") or length(userId) > 1.5`)).toEqual([
    'operator:=',
    "string:'track'",
    'word:and',
    'word:contains',
    'operator:(',
    'operator:,',
    'string:"@x"',
    'operator:)',
    'word:or',
    'word:length',
    'operator:(',
    'operator:)',
    'operator:>',
    'number:1.5',
  ]);
});

it('takes a field path with escapes for one path, even when it begins like a word', () => {
  expect(kinds('properties.product\\ 1.price != null')).toEqual(['operator:!=', 'word:null']);
  expect(kinds('order.in = true')).toEqual(['operator:=', 'word:true']);
});

it('ends at the end of an unclosed text', () => {
  expect(kinds(`event = 'Order \\' x`)).toEqual(['operator:=', "string:'Order \\' x"]);
});
