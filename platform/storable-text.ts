/**
 * A text that PostgreSQL accepts in text and jsonb: NUL and lone surrogates, which it refuses, become U+FFFD. For what
 * people read (messages, samples); events themselves are kept as they came.
 */
export function storableText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');
}
