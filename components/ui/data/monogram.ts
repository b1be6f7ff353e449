/**
 * The letters and the colour that stand for a maker without a mark. Both come from the first word of the name, so that
 * everything of one maker looks alike ("Braze Cohorts", "Braze Web") and stays as it is for ever.
 */
export function monogram(name: string): { letters: string; hue: number } {
  const maker = /[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '?';
  let hash = 0;
  for (const letter of maker.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  const [first = '?', second = ''] = maker;
  return { letters: first.toUpperCase() + second.toLowerCase(), hue: (hash * 47) % 360 };
}
