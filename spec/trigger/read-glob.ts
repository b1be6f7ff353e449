/** A pattern of match() as the operator that says it most plainly. */
export function readGlob(pattern: string): { operator: 'starts' | 'ends' | 'matches'; value: string } {
  const pieces: { text: string; special: boolean }[] = [];
  const points = [...pattern];
  for (let i = 0; i < points.length; i += 1) {
    const point = points[i] ?? '';
    if (point === '\\' && i + 1 < points.length) {
      i += 1;
      pieces.push({ text: points[i] ?? '', special: false });
    } else {
      pieces.push({ text: point, special: '*?['.includes(point) });
    }
  }
  const specials = pieces.filter((piece) => piece.special);
  const [only] = specials;
  if (specials.length === 1 && only?.text === '*' && pieces.length > 1) {
    const value = pieces
      .filter((piece) => !piece.special)
      .map(({ text }) => text)
      .join('');
    if (pieces[pieces.length - 1] === only) return { operator: 'starts', value };
    if (pieces[0] === only) return { operator: 'ends', value };
  }
  return { operator: 'matches', value: pattern };
}
