import { expect, it } from 'vitest';
import { monogram } from './monogram';

it('stands for a maker by the capitals that it writes, else by its first two letters', () => {
  const letters = (name: string) => monogram(name).letters;
  expect(['StackAdapt', 'StackAdapt Audiences', 'VWO Web', 'ABsmartly'].map(letters)).toEqual(['SA', 'SA', 'VW', 'AB']);
  expect(['Klaviyo', 'Talon.One', 'm3ter', 'Eagle Eye', 'X'].map(letters)).toEqual(['Kl', 'Ta', 'M3', 'Ea', 'X']);
  expect(letters(' · ')).toBe('?');
});

it('gives everything of one maker the same colour', () => {
  expect(monogram('Rokt Audiences').hue).toBe(monogram('Rokt Conversions API').hue);
  expect(monogram('Rokt Audiences').hue).not.toBe(monogram('Klaviyo').hue);
});
