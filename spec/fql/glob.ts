/** Longest pattern, so that the worst case stays short: 500 elements over a 32 KB text. */
const MAX_PATTERN = 500;

/** One code point a segment accepts: itself, any, or one of ranges. */
type Element = string | { any: true } | { ranges: [string, string][]; negated: boolean };

export type CompiledGlob =
  { ok: true; matches: (text: string) => boolean } | { ok: false; message: string; hint: string };

/** Reads `[a-z0-9]` or `[^abc]` from after its bracket; null when it is not closed. */
function readClass(points: string[], from: number): { element: Element; next: number } | null {
  let i = from;
  const negated = points[i] === '^' || points[i] === '!';
  if (negated) i += 1;
  const ranges: [string, string][] = [];
  const read = (): string | undefined => (points[i] === '\\' ? points[++i] : points[i]);
  for (let first = true; i < points.length; first = false) {
    if (points[i] === ']' && !first) return { element: { ranges, negated }, next: i + 1 };
    const low = read();
    i += 1;
    let high = low;
    if (points[i] === '-' && points[i + 1] !== undefined && points[i + 1] !== ']') {
      i += 1;
      high = read();
      i += 1;
    }
    if (low === undefined || high === undefined) return null;
    ranges.push([low, high]);
  }
  return null;
}

/** The pieces between the stars; null when a bracket is not closed. */
function readSegments(points: string[]): Element[][] | null {
  let current: Element[] = [];
  const segments = [current];
  let i = 0;
  while (i < points.length) {
    const point = points[i] ?? '';
    if (point === '*') {
      current = [];
      segments.push(current);
    } else if (point === '?') {
      current.push({ any: true });
    } else if (point === '[') {
      const found = readClass(points, i + 1);
      if (!found) return null;
      current.push(found.element);
      i = found.next;
      continue;
    } else if (point === '\\' && i + 1 < points.length) {
      i += 1;
      current.push(points[i] ?? '');
    } else {
      current.push(point);
    }
    i += 1;
  }
  return segments;
}

function accepts(element: Element, point: string): boolean {
  if (typeof element === 'string') return element === point;
  if ('any' in element) return true;
  const code = point.codePointAt(0) ?? 0;
  const inside = element.ranges.some(
    ([low, high]) => code >= (low.codePointAt(0) ?? 0) && code <= (high.codePointAt(0) ?? 0),
  );
  return inside !== element.negated;
}

function fitsAt(segment: Element[], points: string[], at: number): boolean {
  return segment.every((element, offset) => accepts(element, points[at + offset] ?? ''));
}

/** Literal pieces only: the engine's own substring search. */
function matchLiterals(pieces: string[], text: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  if (pieces.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** First and last piece are anchored, those between are found leftmost: no step is ever taken back. */
function matchSegments(segments: Element[][], text: string): boolean {
  const points = [...text];
  const first = segments[0] ?? [];
  const last = segments[segments.length - 1] ?? [];
  if (segments.length === 1) return points.length === first.length && fitsAt(first, points, 0);
  const end = points.length - last.length;
  if (end < first.length || !fitsAt(first, points, 0) || !fitsAt(last, points, end)) return false;
  let at = first.length;
  for (const segment of segments.slice(1, -1)) {
    while (at + segment.length <= end && !fitsAt(segment, points, at)) at += 1;
    if (at + segment.length > end) return false;
    at += segment.length;
  }
  return true;
}

/**
 * Compiles a glob: `*` any run, `?` one character, `[abc]`, `[a-z]`, `[^a]`, `\x` the character x itself. The whole
 * text must match, case counts, a character is a code point. Time is at most pattern times text, whatever the input.
 */
export function compileGlob(pattern: string): CompiledGlob {
  const points = [...pattern];
  if (points.length > MAX_PATTERN)
    return { ok: false, message: `A pattern can be at most ${MAX_PATTERN} characters long, this one begins`, hint: '' };
  const segments = readSegments(points);
  if (!segments)
    return { ok: false, message: 'The pattern has a [ without its ]', hint: 'Write \\[ for the character itself.' };
  if (segments.every((segment) => segment.every((element) => typeof element === 'string'))) {
    const pieces = segments.map((segment) => segment.join(''));
    return { ok: true, matches: (text) => matchLiterals(pieces, text) };
  }
  return { ok: true, matches: (text) => matchSegments(segments, text) };
}
