import type { Json } from './event';

/** Where a text stops being JSON: a sentence, the character (from 0), and the line and column (from 1). */
export interface JsonProblem {
  message: string;
  position: number;
  line: number;
  column: number;
}

export type ReadJson = { ok: true; value: Json } | { ok: false; problem: JsonProblem };

/** Deeper than anything that is accepted anywhere. */
const MAX_DEPTH = 500;
const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

/** Reads JSON as `JSON.parse` does; a mistake gets a sentence and its place, which `JSON.parse` does not always tell. */
export function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false, problem: findProblem(text) };
  }
}

class Mistake extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

function findProblem(text: string): JsonProblem {
  let message = 'This is not JSON.';
  let position = 0;
  try {
    new Scanner(text).scan();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    ({ message, position } = error);
  }
  const before = text.slice(0, position).split('\n');
  return { message, position, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Goes through a text that is not JSON until it meets the mistake. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  scan(): void {
    this.value(0);
    if (this.peek() !== '') this.fail('Expected the end: an event is one JSON object.');
  }

  private fail(message: string, at = this.at): never {
    throw new Mistake(message, Math.min(at, this.text.length));
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.at += found[0].length;
    return true;
  }

  /** The next character that is no space; '' at the end. */
  private peek(): string {
    this.take(SPACE);
    return this.text.charAt(this.at);
  }

  private string(what: string): void {
    if (this.take(STRING)) return;
    const start = this.at;
    if (!this.take(STRING_START)) this.fail(`Expected ${what} in double quotes.`);
    const next = this.text.charAt(this.at);
    if (next === '\\') this.fail('This escape is not known in JSON.');
    this.fail(
      next === '' || next === '\n' || next === '\r'
        ? 'The closing quote is missing.'
        : 'This character must be escaped.',
      next === '' ? start : this.at,
    );
  }

  private value(depth: number): void {
    if (depth > MAX_DEPTH) this.fail('It is nested too deeply.');
    const next = this.peek();
    if (next === '{') this.members(depth);
    else if (next === '[') this.items(depth);
    else if (next === '"') this.string('text');
    else if (next === '') this.fail('Expected a value, but the text ends here.');
    else if (next === "'") this.fail('Text needs double quotes.');
    else if (!this.take(SCALAR)) this.fail('Expected a value.');
  }

  private members(depth: number): void {
    this.at += 1;
    if (this.peek() === '}') return this.step();
    for (;;) {
      const next = this.peek();
      if (next === '}') this.fail('A comma must not stand before }.');
      if (next === '') this.fail('A closing } is missing.');
      this.string('a name');
      if (this.peek() !== ':') this.fail('Expected : after the name.');
      this.at += 1;
      this.value(depth + 1);
      if (this.more('}')) return;
    }
  }

  private items(depth: number): void {
    this.at += 1;
    if (this.peek() === ']') return this.step();
    for (;;) {
      if (this.peek() === ']') this.fail('A comma must not stand before ].');
      this.value(depth + 1);
      if (this.more(']')) return;
    }
  }

  private step(): void {
    this.at += 1;
  }

  /** Steps over a comma, or over `close` and then answers true. */
  private more(close: '}' | ']'): boolean {
    const next = this.peek();
    if (next !== ',' && next !== close)
      this.fail(next === '' ? `A closing ${close} is missing.` : `Expected , or ${close}.`);
    this.at += 1;
    return next === close;
  }
}
