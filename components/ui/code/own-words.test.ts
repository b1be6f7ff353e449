import { expect, it } from 'vitest';
import { OwnWords } from './own-words';

it('knows what the editor said itself, also when more was typed before it came back', () => {
  const words = new OwnWords();
  words.say('a');
  words.say('ab');
  expect(words.isOwn('a')).toBe(true);
  words.say('abc');
  expect(words.isOwn('abc')).toBe(true);
});

it('takes a text from elsewhere for news, also one that the editor said long ago', () => {
  const words = new OwnWords();
  words.say('a');
  words.say('ab');
  expect(words.isOwn('ab')).toBe(true);
  expect(words.isOwn('a')).toBe(false);
  words.say('b');
  expect(words.isOwn('a sample')).toBe(false);
  expect(words.isOwn('b')).toBe(false);
});
