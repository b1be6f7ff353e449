/** What a piece of code is, for its colour. */
export type TokenKind = 'plain' | 'key' | 'string' | 'number' | 'keyword' | 'comment' | 'punct';
export interface Token {
  kind: TokenKind;
  text: string;
}

/** The languages of install snippets and payloads. Anything else is shown without colours. */
export type CodeLanguage =
  | 'json'
  | 'javascript'
  | 'typescript'
  | 'bash'
  | 'python'
  | 'ruby'
  | 'go'
  | 'java'
  | 'kotlin'
  | 'swift'
  | 'csharp'
  | 'php'
  | 'html'
  | 'http'
  | 'fql'
  | 'text';

const WORDS = new Set(
  (
    'and async await bool case catch class const def defer do else end enum export extends false final finally for from func function ' +
    'go if implements import in interface let match namespace new nil none null or package private protected public ' +
    'require return self static struct super switch this throw throws true try type typeof undefined use using val var ' +
    'void while with yield True False None'
  ).split(' '),
);
const HASH_COMMENTS = new Set<CodeLanguage>(['bash', 'python', 'ruby', 'php']);
const SLASH_COMMENTS = new Set<CodeLanguage>([
  'javascript',
  'typescript',
  'go',
  'java',
  'kotlin',
  'swift',
  'csharp',
  'php',
]);

// Alternatives are tried at one place only (sticky) and none can backtrack over what another took: the time is linear.
const PIECE =
  /(?<comment>\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|#[^\n]*|<!--(?:[^-]|-(?!->))*(?:-->)?)|(?<string>"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|`(?:[^`\\]|\\[^])*`?)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<space>\s+)|(?<punct>[^])/uy;

/** Splits code into coloured pieces; the texts of the pieces, joined, are the code. */
export function tokenize(code: string, language: CodeLanguage): Token[] {
  if (language === 'text' || language === 'http') return [{ kind: 'plain', text: code }];
  const tokens: Token[] = [];
  const push = (kind: TokenKind, text: string) => {
    const last = tokens.at(-1);
    if (last?.kind === kind) last.text += text;
    else tokens.push({ kind, text });
  };
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < code.length) {
    const start = PIECE.lastIndex;
    const groups = PIECE.exec(code)?.groups;
    if (!groups) break;
    if (groups.comment !== undefined) {
      if (isComment(groups.comment, language)) push('comment', groups.comment);
      else {
        push('punct', groups.comment[0] ?? '');
        PIECE.lastIndex = start + 1;
      }
    } else if (groups.string !== undefined)
      push(isKey(code, PIECE.lastIndex, language) ? 'key' : 'string', groups.string);
    else if (groups.number !== undefined) push('number', groups.number);
    else if (groups.word !== undefined) push(WORDS.has(groups.word) ? 'keyword' : 'plain', groups.word);
    else if (groups.space !== undefined) push('plain', groups.space);
    else push('punct', groups.punct ?? '');
  }
  return tokens;
}

function isComment(text: string, language: CodeLanguage): boolean {
  if (text.startsWith('#')) return HASH_COMMENTS.has(language);
  if (text.startsWith('<!--')) return language === 'html';
  return SLASH_COMMENTS.has(language);
}

function isKey(code: string, end: number, language: CodeLanguage): boolean {
  if (language !== 'json') return false;
  let at = end;
  while (code[at] === ' ' || code[at] === '\t') at += 1;
  return code[at] === ':';
}

/** The same pieces, one list per line, without the line ends. */
export function tokenizeLines(code: string, language: CodeLanguage): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokenize(code, language)) {
    token.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text) lines.at(-1)?.push({ kind: token.kind, text });
    });
  }
  return lines;
}
