import type { Json, JsonObject } from '@/spec/event';
import { equals, isAfter } from './compare-values';
import { errorAt, FqlError } from '@/spec/fql/fql-error';
import { containsText, UNARY_FUNCTIONS } from './fql-functions';
import type { CompareOperator, FqlNode } from '@/spec/fql/fql-node';
import { compileGlob } from '@/spec/fql/glob';
import { compilePath } from './lookup-path';
import { parseFql } from '@/spec/fql/parse-fql';

type Evaluate = (event: JsonObject) => Json;
type Test = (event: JsonObject) => boolean;

/**
 * Compiles a condition (FQL or `all`) to a function of the event, which it never changes.
 *
 * What the result does with odd values: a missing field is null; `=` compares by type and value, so '1' is not 1;
 * `< <= > >=` hold between two numbers or two ISO-8601 times and are otherwise false; functions of a value that does not
 * suit them give null or false; `and`, `or`, `!` and the whole condition take null for false.
 * @throws FqlError when the text is wrong. The compiled function throws FqlError only where a condition is needed and
 * the event has text, a number, a list or an object there.
 */
export function compileFql(text: string): Test {
  const parsed = parseFql(text);
  if (!parsed.ok) throw new FqlError(parsed.message, parsed.position);
  return compileTest(parsed.ast);
}

/** A node as a condition: null is false, anything but true or false is an error of the author (FqlError). */
export function compileTest(node: FqlNode): Test {
  const evaluate = compileNode(node);
  return (event) => {
    const value = evaluate(event);
    if (typeof value === 'boolean') return value;
    if (value === null) return false;
    throw errorAt(node.at, 'Expected true or false', 'The event has something else there; compare it with a value.');
  };
}

/** The value of one node of a condition as a function of the event; `compileFql` says how odd values count. */
export function compileNode(node: FqlNode): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list': {
      const items = node.items.map(compileNode);
      return (event) => items.map((item) => item(event));
    }
    case 'path':
      return compilePath(node.segments);
    case 'not': {
      const operand = compileTest(node.operand);
      return (event) => !operand(event);
    }
    case 'and': {
      const operands = node.operands.map(compileTest);
      return (event) => operands.every((operand) => operand(event));
    }
    case 'or': {
      const operands = node.operands.map(compileTest);
      return (event) => operands.some((operand) => operand(event));
    }
    case 'compare':
      return compileComparison(node.operator, compileNode(node.left), compileNode(node.right));
    case 'in': {
      const left = compileNode(node.left);
      const right = compileNode(node.right);
      return (event) => {
        const list = right(event);
        if (!Array.isArray(list)) return false;
        const value = left(event);
        return list.some((item) => equals(item, value));
      };
    }
    case 'call':
      return compileCall(node);
  }
}

function compileComparison(operator: CompareOperator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case '=':
      return (event) => equals(left(event), right(event));
    case '!=':
      return (event) => !equals(left(event), right(event));
    case '>':
      return (event) => isAfter(left(event), right(event), false);
    case '>=':
      return (event) => isAfter(left(event), right(event), true);
    case '<':
      return (event) => isAfter(right(event), left(event), false);
    case '<=':
      return (event) => isAfter(right(event), left(event), true);
  }
}

function compileCall(node: Extract<FqlNode, { kind: 'call' }>): Evaluate {
  const [first, second] = node.args;
  if (!first) throw errorAt(node.at, `${node.name}() needs a value`);
  const value = compileNode(first);
  if (node.name === 'contains') {
    const part: Evaluate = second ? compileNode(second) : () => null;
    return (event) => containsText(value(event), part(event));
  }
  if (node.name === 'match') {
    const glob = compileGlob(second?.kind === 'literal' && typeof second.value === 'string' ? second.value : '');
    if (!glob.ok) throw errorAt(node.at, glob.message, glob.hint);
    const { matches } = glob;
    return (event) => {
      const text = value(event);
      return typeof text === 'string' && matches(text);
    };
  }
  const apply = UNARY_FUNCTIONS[node.name];
  return (event) => apply(value(event));
}
