import type { FqlNode } from '@/spec/fql/fql-node';

/** A condition in the form that Segment's clients evaluate: a path, a wrapped literal, or an operator with its operands. */
export type Ir = string | { value: string | number | boolean | null } | [string, ...Ir[]] | Ir[];

/** Thrown for what Segment's evaluator cannot say, or would answer differently than we do. */
export class NotTranslatable extends Error {
  override name = 'NotTranslatable';
}

type Compare = Extract<FqlNode, { kind: 'compare' }>;
type Call = Extract<FqlNode, { kind: 'call' }>;

const TYPE_NAMES: Record<string, string> = { string: 'string', number: 'number', bool: 'boolean' };
const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' } as const;
const FUNCTIONS_OF_TEXT = ['lowercase'];

function pathOf(node: FqlNode): string {
  if (node.kind !== 'path') throw new NotTranslatable('A function takes a field here.');
  // Their paths are split at dots, and follow prototypes.
  if (node.segments.some((segment) => segment.includes('.') || segment in {})) {
    throw new NotTranslatable('A name with a dot cannot be a path.');
  }
  return node.segments.join('.');
}

/** A field that is missing is null to us and undefined to them. */
function isMissing(path: string): Ir {
  return ['=', ['typeof', path], { value: 'undefined' }];
}

function isNull(path: string): Ir {
  return ['or', ['=', path, { value: null }], isMissing(path)];
}

/** A value that functions of text take: their evaluator looks into no further function there. */
function plainValue(node: FqlNode | undefined): Ir {
  if (node?.kind === 'literal') return { value: node.value };
  if (node?.kind === 'path') return pathOf(node);
  throw new NotTranslatable('A function takes a field or a literal here.');
}

/** length() counts bytes here and UTF-16 units there, so only "is it empty" is the same question. */
function compareLength({ args: [of] }: Call, operator: Compare['operator'], right: FqlNode): Ir {
  if (!of || right.kind !== 'literal' || (right.value !== 0 && right.value !== 1)) {
    throw new NotTranslatable('Only the length 0 or 1 can be asked about.');
  }
  const limit = right.value;
  const smaller = operator === '<' || operator === '<=';
  if (limit === 1 && operator !== '<' && operator !== '>=') throw new NotTranslatable('Bytes are not characters.');
  const path = pathOf(of);
  const asked: Ir = [operator, ['length', path], { value: limit }];
  if (operator === '!=') return ['and', asked, ['!', isMissing(path)]];
  // The length of what is missing is 0 to us, and nothing to them.
  return smaller
    ? orWhen(limit > 0 || operator === '<=', asked, path)
    : orWhen(operator === '=' || (limit === 0 && operator === '>='), asked, path);
}

function orWhen(missingCounts: boolean, asked: Ir, path: string): Ir {
  return missingCounts ? ['or', asked, isMissing(path)] : asked;
}

function compareType({ args: [of] }: Call, operator: Compare['operator'], right: FqlNode): Ir {
  const path = of && pathOf(of);
  if (path === undefined || right.kind !== 'literal' || (operator !== '=' && operator !== '!=')) {
    throw new NotTranslatable('typeof() is compared with the name of a type.');
  }
  const name = TYPE_NAMES[String(right.value)];
  if (right.value !== 'null' && name === undefined) throw new NotTranslatable('Lists and objects are one type there.');
  const equal: Ir = right.value === 'null' ? isNull(path) : ['=', ['typeof', path], { value: name ?? '' }];
  return operator === '=' ? equal : ['!', equal];
}

/** One side of a comparison. */
function operand(node: FqlNode): Ir {
  if (node.kind === 'call' && FUNCTIONS_OF_TEXT.includes(node.name)) return [node.name, plainValue(node.args[0])];
  return plainValue(node);
}

function compare({ operator, left, right, at }: Compare): Ir {
  if (left.kind === 'literal' && right.kind !== 'literal') {
    return compare({ kind: 'compare', at, operator: MIRRORED[operator], left: right, right: left });
  }
  if (left.kind === 'call' && left.name === 'length') return compareLength(left, operator, right);
  if (left.kind === 'call' && left.name === 'typeof') return compareType(left, operator, right);
  if (operator !== '=' && operator !== '!=') return [operator, operand(left), operand(right)];
  return operator === '=' ? equals(left, right) : ['!', equals(left, right)];
}

function equals(left: FqlNode, right: FqlNode): Ir {
  const same: Ir = ['=', operand(left), operand(right)];
  if (left.kind !== 'path') {
    // The lower case of what is no text is null on both sides; a missing field is not.
    if (right.kind === 'path')
      return ['or', same, ['and', ['=', operand(left), { value: null }], isNull(pathOf(right))]];
    return same;
  }
  if (right.kind === 'literal') return right.value === null ? isNull(pathOf(left)) : same;
  if (right.kind === 'path') return ['or', same, ['and', isNull(pathOf(left)), isNull(pathOf(right))]];
  return equals(right, left);
}

function within(left: FqlNode, right: FqlNode): Ir {
  // Of a list in the event, their evaluator would take the items for paths.
  if (right.kind !== 'list') throw new NotTranslatable('A list in the event cannot be searched.');
  const path = pathOf(left);
  const items = right.items.map((item) => {
    if (item.kind !== 'literal') throw new NotTranslatable('A list holds literals.');
    return item.value;
  });
  const found: Ir = ['in', path, items.map((value) => ({ value }))];
  return items.includes(null) ? ['or', found, isNull(path)] : found;
}

/** The intermediate representation of a condition. @throws NotTranslatable */
export function fqlToIr(node: FqlNode): Ir {
  switch (node.kind) {
    case 'literal':
    case 'path':
      return plainValue(node);
    case 'and':
    case 'or':
      return [node.kind, ...node.operands.map(fqlToIr)];
    case 'not':
      return ['!', fqlToIr(node.operand)];
    case 'compare':
      return compare(node);
    case 'in':
      return within(node.left, node.right);
    case 'call':
      if (node.name !== 'contains' && node.name !== 'match')
        throw new NotTranslatable(`${node.name}() is not known there.`);
      return [node.name, plainValue(node.args[0]), plainValue(node.args[1])];
    case 'list':
      throw new NotTranslatable('A list is no condition.');
  }
}
