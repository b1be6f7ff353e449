import { MAX_FQL_BYTES } from '../filter-limits';
import { errorAt, FqlError } from './fql-error';
import type { FqlNode } from './fql-node';
import { FQL_SIGNATURES, isFqlFunction } from './fql-signatures';
import { compileGlob } from './glob';
import { tokenizeFql, type Token } from './tokenize-fql';

/** Deepest nesting of brackets, lists, calls and `!`. */
const MAX_DEPTH = 64;

const LITERALS: Record<string, boolean | null> = { true: true, false: false, null: null };

export type ParsedFql = { ok: true; ast: FqlNode } | { ok: false; message: string; position: number };

/**
 * Reads a condition in FQL (segment-facts 4.7), or the word `all`, which is always true.
 * From tightest to loosest: `!`, then `= != < <= > >= in` (which do not chain), then `and`, then `or`.
 * Never throws; a wrong text gives a sentence for its author and the offset (from 0) where it went wrong.
 */
export function parseFql(text: string): ParsedFql {
  try {
    if (new TextEncoder().encode(text).length > MAX_FQL_BYTES)
      throw new FqlError('A condition can be at most 5 KB long.', 0);
    if (text.trim() === '') throw new FqlError('Write a condition, or all.', 0);
    if (text.trim() === 'all') return { ok: true, ast: { kind: 'literal', at: text.indexOf('all'), value: true } };
    return { ok: true, ast: new Parser(tokenizeFql(text)).parse() };
  } catch (error) {
    if (error instanceof FqlError) return { ok: false, message: error.message, position: error.position };
    throw error;
  }
}

/** How a token reads in a message. */
function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : token.text;
}

/** Why a node can never be true or false, or null when it may. */
function notACondition(node: FqlNode): string | null {
  if (node.kind === 'literal' && typeof node.value === 'string') return 'This is text';
  if (node.kind === 'literal' && typeof node.value === 'number') return 'This is a number';
  if (node.kind === 'list') return 'This is a list';
  if (node.kind === 'call' && FQL_SIGNATURES[node.name].answers !== 'bool') return `${node.name}() gives a value`;
  return null;
}

function condition(node: FqlNode): FqlNode {
  const why = notACondition(node);
  if (why) throw errorAt(node.at, `${why}, not a condition,`, 'Compare it with something, for example with =.');
  return node;
}

class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  parse(): FqlNode {
    const node = condition(this.or());
    const rest = this.peek();
    if (rest.kind === 'end') return node;
    const single = rest.kind === 'compare' || this.isWord('in');
    throw errorAt(
      rest.at,
      `Expected and, or, or the end, but found ${rest.text}`,
      single ? 'Comparisons do not chain; join them with and.' : '',
    );
  }

  private peek(): Token {
    return this.tokens[Math.min(this.index, this.tokens.length - 1)] ?? { kind: 'end', at: 0, text: '' };
  }

  private next(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }

  private isMark(mark: string): boolean {
    const token = this.peek();
    return token.kind === 'mark' && token.mark === mark;
  }

  private isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'name' && !token.escaped && token.text.toLowerCase() === word;
  }

  private expectMark(mark: string, to: string): void {
    const token = this.next();
    if (token.kind !== 'mark' || token.mark !== mark)
      throw errorAt(token.at, `Expected ${mark} ${to}, but found ${shown(token)}`);
  }

  private nested<T>(at: number, work: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw errorAt(at, `The condition is nested more than ${MAX_DEPTH} levels deep`);
    const result = work();
    this.depth -= 1;
    return result;
  }

  private or(): FqlNode {
    return this.chain('or', () => this.and());
  }

  private and(): FqlNode {
    return this.chain('and', () => this.comparison());
  }

  private chain(kind: 'and' | 'or', operand: () => FqlNode): FqlNode {
    const first = operand();
    const operands = [first];
    while (this.isWord(kind)) {
      const word = this.next();
      this.expectOperand(word.text.toLowerCase());
      operands.push(operand());
    }
    return operands.length === 1 ? first : { kind, at: first.at, operands: operands.map(condition) };
  }

  private comparison(): FqlNode {
    const left = this.unary();
    const token = this.peek();
    const isIn = this.isWord('in');
    if (token.kind !== 'compare' && !isIn) return left;
    if (left.kind === 'not')
      throw errorAt(left.at, 'It is not clear what ! belongs to', 'Write !( … ) around the whole comparison.');
    this.next();
    this.expectOperand(token.text);
    const right = this.unary();
    if (token.kind === 'compare') return { kind: 'compare', at: left.at, operator: token.operator, left, right };
    if (right.kind !== 'list' && right.kind !== 'path')
      throw errorAt(right.at, 'Expected a list or a field after in', "For example: type in ['track', 'page'].");
    return { kind: 'in', at: left.at, left, right };
  }

  private expectOperand(after: string): void {
    const token = this.peek();
    if (token.kind === 'end' || (token.kind === 'mark' && /[),\]]/.test(token.mark)) || token.kind === 'compare')
      throw errorAt(token.at, `Expected a value after ${after}`);
  }

  private unary(): FqlNode {
    if (!this.isMark('!')) return this.primary();
    const { at } = this.next();
    this.expectOperand('!');
    return { kind: 'not', at, operand: this.nested(at, () => condition(this.unary())) };
  }

  private primary(): FqlNode {
    const token = this.next();
    if (token.kind === 'string' || token.kind === 'number')
      return { kind: 'literal', at: token.at, value: token.value };
    if (token.kind === 'name') return this.name(token);
    if (token.kind === 'mark' && token.mark === '(') return this.bracketed(token.at);
    if (token.kind === 'mark' && token.mark === '[')
      return { kind: 'list', at: token.at, items: this.nested(token.at, () => this.list(']', 'to end the list')) };
    throw errorAt(token.at, `Expected a value, but found ${shown(token)}`);
  }

  private bracketed(at: number): FqlNode {
    const inner = this.nested(at, () => this.or());
    this.expectMark(')', 'to close the bracket');
    // A bracketed ! may stand in a comparison: (!a) = b says what it means.
    return inner.kind === 'not' ? { kind: 'and', at: inner.at, operands: [inner] } : inner;
  }

  private list(close: ')' | ']', purpose: string): FqlNode[] {
    const items: FqlNode[] = [];
    if (this.isMark(close)) {
      this.next();
      return items;
    }
    for (;;) {
      items.push(this.or());
      if (!this.isMark(',')) break;
      this.next();
      this.expectOperand('the comma');
    }
    this.expectMark(close, purpose);
    return items;
  }

  private name(token: Extract<Token, { kind: 'name' }>): FqlNode {
    const { at, text, segments, escaped } = token;
    if (this.isMark('(')) return this.call(token);
    const plain = !escaped && segments.length === 1;
    if (plain && Object.hasOwn(LITERALS, text)) return { kind: 'literal', at, value: LITERALS[text] ?? null };
    if (plain && /^(and|or|in)$/i.test(text)) throw errorAt(at, `Expected a value, but found ${text}`);
    if (plain && /^not$/i.test(text)) throw errorAt(at, 'Write ! instead of not');
    return { kind: 'path', at, segments };
  }

  private call({ at, text }: Token): FqlNode {
    if (/^not$/i.test(text)) throw errorAt(at, 'Write ! instead of not');
    if (!isFqlFunction(text))
      throw errorAt(at, `There is no function ${text}`, `There are: ${Object.keys(FQL_SIGNATURES).join(', ')}.`);
    this.next();
    const args = this.nested(at, () => this.list(')', `to end ${text}()`));
    const { arity } = FQL_SIGNATURES[text];
    if (args.length !== arity)
      throw errorAt(at, `${text}() takes ${arity === 1 ? 'one value' : 'two values'}, but got ${args.length}`);
    if (text === 'match') this.checkPattern(args[1]);
    return { kind: 'call', at, name: text, args };
  }

  /** The pattern must be written out, so that no event can bring one that is expensive to match. */
  private checkPattern(pattern: FqlNode | undefined): void {
    if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string')
      throw errorAt(pattern?.at ?? 0, 'Expected the pattern of match() in quotes', "For example: 'Order*'.");
    const made = compileGlob(pattern.value);
    if (!made.ok) throw errorAt(pattern.at, made.message, made.hint);
  }
}
