import { describe, expect, it } from 'vitest';
import { parseFql } from './parse-fql';

function message(text: string): string {
  const parsed = parseFql(text);
  return parsed.ok ? 'ok' : parsed.message;
}

describe('parseFql', () => {
  it.each([
    'all',
    '  all ',
    `type = 'identify' or type = 'track'`,
    `!( type in ['track','identify'] )`,
    `'dark-mode' in properties.features`,
    `length( userId ) < 1`,
    `type = "track" and event = "Order Completed"`,
    String.raw`properties.product\ 1.price > 10.5`,
    `match(event, 'Order *') and !contains(properties.plan, "free")`,
    `!!(a = 1)`,
    `(!properties.flag) = true`,
    `bool(properties.paid) AND received_at >= '2026-01-01T00:00:00Z'`,
    `properties.list = []`,
    `properties.-1e3 = -1e3`,
    `properties.paid`,
  ])('reads %s', (text) => {
    expect(parseFql(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['', 'Write a condition, or all.'],
    ['type =', 'Expected a value after = at character 7.'],
    ['type = and', 'Expected a value, but found and at character 8.'],
    [`type == 'track'`, 'Write = instead of == at character 6.'],
    [`type = 'track`, "The text that begins at character 8 is not closed. End it with '."],
    [`a = 1 && b = 2`, 'Did not expect & at character 7. Write and.'],
    [`not a = 1`, 'Write ! instead of not at character 1.'],
    [`not(a = 1)`, 'Write ! instead of not at character 1.'],
    [`(a = 1`, 'Expected ) to close the bracket, but found the end at character 7.'],
    [`a = 1 b = 2`, 'Expected and, or, or the end, but found b at character 7.'],
    [
      `a = b = c`,
      'Expected and, or, or the end, but found = at character 7. Comparisons do not chain; join them with and.',
    ],
    [`type in 'track'`, "Expected a list or a field after in at character 9. For example: type in ['track', 'page']."],
    [`type in ['a' 'b']`, "Expected ] to end the list, but found 'b' at character 14."],
    [`!type = 'track'`, 'It is not clear what ! belongs to at character 1. Write !( … ) around the whole comparison.'],
    [
      `contain(event, 'x')`,
      'There is no function contain at character 1. There are: bool, contains, kebabcase, length, lowercase, match, number, snakecase, string, titlecase, typeof, uppercase.',
    ],
    [`contains(event)`, 'contains() takes two values, but got 1 at character 1.'],
    [
      `match(event, properties.glob)`,
      "Expected the pattern of match() in quotes at character 14. For example: 'Order*'.",
    ],
    [`match(event, '[ab')`, 'The pattern has a [ without its ] at character 14. Write \\[ for the character itself.'],
    [`'track'`, 'This is text, not a condition, at character 1. Compare it with something, for example with =.'],
    [
      `length(userId)`,
      'length() gives a value, not a condition, at character 1. Compare it with something, for example with =.',
    ],
    [`type = “track”`, 'Did not expect “ at character 8. Use straight quotes: " or \'.'],
    [`properties..a = 1`, 'Expected a field name before the dot at character 12.'],
    [`properties. = 1`, 'Expected a field name after the dot at character 12.'],
    [
      `properties.größe = 1`,
      'Did not expect ö at character 14. Text goes in quotes; inside a field name, put \\ before such a character.',
    ],
    [
      `a = 1x`,
      'This is not a number at character 5. Put text in quotes; put a field after its group, as in properties.1st.',
    ],
    [`a = [1,]`, 'Expected a value after the comma at character 8.'],
    [`a = ()`, 'Expected a value, but found ) at character 6.'],
  ])('explains what is wrong with %s', (text, expected) => {
    expect(message(text)).toBe(expected);
  });

  it('binds and tighter than or', () => {
    expect(parseFql('a = 1 or b = 2 and c = 3')).toMatchObject({
      ast: { kind: 'or', operands: [{ kind: 'compare' }, { kind: 'and', operands: [{}, {}] }] },
    });
  });

  it('refuses more than 5 KB, counted in bytes', () => {
    expect(message(`event = '${'ü'.repeat(2600)}'`)).toBe('A condition can be at most 5 KB long.');
    expect(message(`event = '${'u'.repeat(2600)}'`)).toBe('ok');
  });

  it('refuses nesting beyond 64 levels and survives as much as 5 KB can nest', () => {
    const nest = (open: string, close: string, levels: number) => open.repeat(levels) + 'a = 1' + close.repeat(levels);
    expect(message(nest('(', ')', 60))).toBe('ok');
    for (const [open, close] of [
      ['(', ')'],
      ['!(', ')'],
      ['bool(', ')'],
    ] as const)
      expect(message(nest(open, close, 700))).toContain('nested more than 64 levels deep');
    expect(message('!'.repeat(5000) + 'a')).toContain('nested more than 64 levels deep');
    expect(message('a = ' + '['.repeat(5000))).toContain('nested more than 64 levels deep');
  });

  it('gives the offset of the error, from 0', () => {
    expect(parseFql('type ==')).toMatchObject({ ok: false, position: 5 });
  });
});
