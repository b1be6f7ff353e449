import type { CompareOperator, FqlNode } from '../fql/fql-node';
import { parseFql } from '../fql/parse-fql';
import { readGlob } from './read-glob';
import { operatorsOf, TRIGGER_SUBJECTS, rootOf, takesPath } from './trigger-model';
import type { TriggerCondition, TriggerModel, TriggerOperator } from './trigger-model';
import { pathText } from './trigger-path';

/** A trigger as rows; or why rows cannot show it, as the second half of a sentence; or what is wrong with it, and where. */
export type ReadTrigger =
  | { ok: true; model: TriggerModel }
  | { ok: false; mistake: false; why: string }
  | { ok: false; mistake: true; why: string; position: number };

/** Says why a part of a condition cannot be a row. */
class NotRows extends Error {}

const NUMBER_OPERATORS: Record<CompareOperator, TriggerOperator> = {
  '=': 'number-is',
  '!=': 'number-is-not',
  '<': 'less',
  '<=': 'at-most',
  '>': 'more',
  '>=': 'at-least',
};
const OPPOSITES: Partial<Record<TriggerOperator, TriggerOperator>> = {
  is: 'is-not',
  'is-not': 'is',
  contains: 'not-contains',
  'not-contains': 'contains',
  matches: 'not-matches',
  'not-matches': 'matches',
  'number-is': 'number-is-not',
  'number-is-not': 'number-is',
  exists: 'missing',
  missing: 'exists',
};

function condition(segments: string[], operator: TriggerOperator, value = ''): TriggerCondition {
  const [root = '', ...below] = segments;
  const subject = TRIGGER_SUBJECTS.find(
    (one) => rootOf(one) === root && takesPath(one) === below.length > 0 && operatorsOf(one).includes(operator),
  );
  return subject
    ? { subject, path: pathText(below), operator, value }
    : { subject: 'field', path: pathText(segments), operator, value };
}

function pathOf(node: FqlNode): string[] {
  if (node.kind === 'path') return node.segments;
  if (node.kind === 'call') throw new NotRows(`it uses the function ${node.name}()`);
  throw new NotRows('it compares something that is not a field of the event');
}

function comparison({ operator, left, right }: Extract<FqlNode, { kind: 'compare' }>): TriggerCondition {
  if (left.kind === 'path' && right.kind === 'path')
    throw new NotRows('it compares two fields with each other; a text needs quotes');
  const path = pathOf(left);
  if (right.kind === 'call') throw new NotRows(`it uses the function ${right.name}()`);
  if (right.kind !== 'literal') throw new NotRows('it compares with a list');
  const { value } = right;
  if (typeof value === 'number') return condition(path, NUMBER_OPERATORS[operator], String(value));
  if (operator !== '=' && operator !== '!=') throw new NotRows('it compares which of two texts comes first');
  const negated = operator === '!=';
  if (value === null) return condition(path, negated ? 'exists' : 'missing');
  if (value === '') throw new NotRows('it compares with an empty text');
  if (typeof value === 'string') return condition(path, negated ? 'is-not' : 'is', value);
  if (negated) throw new NotRows(`it asks for everything that is not ${String(value)}`);
  return condition(path, value ? 'true' : 'false');
}

function call({ name, args }: Extract<FqlNode, { kind: 'call' }>): TriggerCondition {
  const [subject, part] = args;
  if ((name !== 'contains' && name !== 'match') || !subject || !part)
    throw new NotRows(`it uses the function ${name}()`);
  const path = pathOf(subject);
  if (part.kind !== 'literal' || typeof part.value !== 'string')
    throw new NotRows('it compares two fields with each other');
  if (part.value === '') throw new NotRows('it compares with an empty text');
  if (name === 'contains') return condition(path, 'contains', part.value);
  const { operator, value } = readGlob(part.value);
  return condition(path, operator, value);
}

function row(node: FqlNode): TriggerCondition {
  switch (node.kind) {
    case 'compare':
      return comparison(node);
    case 'call':
      return call(node);
    case 'not': {
      const inner = flat(node.operand);
      if (inner.kind === 'and' || inner.kind === 'or') throw new NotRows('it turns a group around with !');
      // Of match() the pattern as it is: "does not start with" has no operator of its own.
      const found = row(inner.kind === 'not' ? flat(inner.operand) : inner);
      if (inner.kind === 'not') return found;
      const whole = inner.kind === 'call' && inner.name === 'match' ? patternRow(inner, found) : found;
      const operator = OPPOSITES[whole.operator];
      if (!operator) throw new NotRows('it turns a comparison of numbers or of true and false around with !');
      return { ...whole, operator };
    }
    case 'and':
    case 'or':
      throw new NotRows('it mixes “and” with “or”');
    case 'in':
      throw new NotRows('it uses a list');
    case 'path':
      throw new NotRows('it asks whether a field is true without comparing it');
    case 'literal':
    case 'list':
      throw new NotRows('it has a value that is compared with nothing');
  }
}

function patternRow({ args }: Extract<FqlNode, { kind: 'call' }>, found: TriggerCondition): TriggerCondition {
  const pattern = args[1];
  const value = pattern?.kind === 'literal' && typeof pattern.value === 'string' ? pattern.value : found.value;
  return { ...found, operator: 'matches', value };
}

/** A node without the brackets around it that change nothing. */
function flat(node: FqlNode): FqlNode {
  if ((node.kind !== 'and' && node.kind !== 'or') || node.operands.length !== 1 || !node.operands[0]) return node;
  return flat(node.operands[0]);
}

function flatOperands(node: FqlNode, kind: 'and' | 'or'): FqlNode[] {
  const plain = flat(node);
  return plain.kind === kind ? plain.operands.flatMap((operand) => flatOperands(operand, kind)) : [plain];
}

function readNode(node: FqlNode): TriggerModel {
  const plain = flat(node);
  if (plain.kind === 'literal' && plain.value === true) return { join: 'all', conditions: [] };
  if (plain.kind === 'or') return { join: 'any', conditions: flatOperands(plain, 'or').map(row) };
  return { join: 'all', conditions: flatOperands(plain, 'and').map(row) };
}

/** Reads stored FQL into rows that mean exactly the same, where rows can. */
export function readTrigger(fql: string): ReadTrigger {
  const parsed = parseFql(fql);
  if (!parsed.ok) return { ok: false, mistake: true, why: parsed.message, position: parsed.position };
  try {
    return { ok: true, model: readNode(parsed.ast) };
  } catch (error) {
    if (!(error instanceof NotRows)) throw error;
    return { ok: false, mistake: false, why: error.message };
  }
}
