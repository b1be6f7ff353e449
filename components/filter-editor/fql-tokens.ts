/** A coloured stretch of FQL. */
export interface FqlToken {
  from: number;
  to: number;
  kind: 'string' | 'number' | 'word' | 'operator';
}

const PATTERN =
  /(?<string>'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)|(?<path>(?:[A-Za-z_$]|\\.)(?:[A-Za-z0-9_$.-]|\\.)*)|(?<number>-?\d+(?:\.\d+)?)|(?<operator>!=|[<>]=?|[=!()[\],])/gsu;
const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'all']);

/** Splits FQL into what is coloured: text, numbers, words of the language, names of functions. It checks nothing. */
export function fqlTokens(text: string): FqlToken[] {
  const tokens: FqlToken[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const [whole] = match;
    const from = match.index;
    const to = from + whole.length;
    const { string, path, number } = match.groups ?? {};
    if (string !== undefined) tokens.push({ from, to, kind: 'string' });
    else if (number !== undefined) tokens.push({ from, to, kind: 'number' });
    else if (path === undefined) tokens.push({ from, to, kind: 'operator' });
    else if (WORDS.has(path) || /^\s*\(/.test(text.slice(to))) tokens.push({ from, to, kind: 'word' });
  }
  return tokens;
}
