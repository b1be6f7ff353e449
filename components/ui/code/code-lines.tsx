import { tokenizeLines, type CodeLanguage, type TokenKind } from './tokenize';

const COLOURS: Record<TokenKind, string | undefined> = {
  plain: undefined,
  key: 'text-code-key',
  string: 'text-code-string',
  number: 'text-code-number',
  keyword: 'text-code-keyword',
  comment: 'text-faint',
  punct: 'text-muted',
};

/** Numbered lines of code. Text only: nothing in it is ever markup. Long lines wrap. */
export function CodeLines({ code, language, numbers }: { code: string; language: CodeLanguage; numbers: boolean }) {
  const lines = tokenizeLines(code.replace(/\n$/, ''), language);
  return (
    <code className="block [counter-reset:line]">
      {lines.map((tokens, index) => (
        <span
          key={index}
          className={
            numbers
              ? 'relative block min-h-[18px] pl-9 [counter-increment:line] before:absolute before:left-0 before:w-6 before:text-right before:text-faint before:content-[counter(line)] before:select-none'
              : 'block min-h-[18px]'
          }
        >
          {tokens.map((token, at) => {
            const colour = COLOURS[token.kind];
            return colour ? (
              <span key={at} className={colour}>
                {token.text}
              </span>
            ) : (
              token.text
            );
          })}
          {index < lines.length - 1 && '\n'}
        </span>
      ))}
    </code>
  );
}
