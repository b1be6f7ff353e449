/** The second capital of a name written like StackAdapt. */
const INNER_CAPITAL = /\p{Ll}(\p{Lu})/u;

/**
 * The letters and the colour that stand for a maker without a mark. Both come from the first word of the name, so that
 * everything of one maker looks alike ("Rokt Audiences", "Rokt Conversions API") and stays as it is for ever. The letters
 * are the capitals that the maker writes (StackAdapt: SA, VWO: VW), else the first two (Klaviyo: Kl).
 */
export function monogram(name: string): { letters: string; hue: number } {
  const maker = /[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '?';
  let hash = 0;
  for (const letter of maker.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  const [first = '?', next = ''] = maker;
  return { letters: first.toUpperCase() + (INNER_CAPITAL.exec(maker)?.[1] ?? next), hue: (hash * 47) % 360 };
}
