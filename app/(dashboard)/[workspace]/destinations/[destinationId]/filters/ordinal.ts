const ENDINGS = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const rules = new Intl.PluralRules('en', { type: 'ordinal' });

/** 3 → "3rd". */
export function ordinal(value: number): string {
  return `${value}${ENDINGS.get(rules.select(value)) ?? 'th'}`;
}
