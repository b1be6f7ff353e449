/** The names of a path as a person writes it: dots divide, a backslash makes the next character part of a name. */
export function pathSegments(text: string): string[] {
  const segments: string[] = [];
  let segment = '';
  const characters = [...text];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i] ?? '';
    if (character === '.') {
      segments.push(segment);
      segment = '';
    } else if (character === '\\' && i + 1 < characters.length) {
      i += 1;
      segment += characters[i] ?? '';
    } else {
      segment += character;
    }
  }
  return [...segments, segment];
}

/** The same names as text for a person: only dots and backslashes inside a name are escaped. */
export function pathText(segments: readonly string[]): string {
  return segments.map((segment) => segment.replace(/[.\\]/g, '\\$&')).join('.');
}

/** The path as FQL writes it: what is not a letter, digit, `_` or `-` gets a backslash, and so does a start FQL would misread. */
export function fqlPath(segments: readonly string[]): string {
  const text = segments.map((segment) => segment.replace(/[^A-Za-z0-9_-]/gu, '\\$&')).join('.');
  const first = segments[0] ?? '';
  const misread =
    /^[-0-9]/.test(first) || (segments.length === 1 && /^(and|or|in|not|all|true|false|null)$/i.test(first));
  return misread ? `\\${text}` : text;
}
