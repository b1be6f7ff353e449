import type { Json, JsonObject } from '@/spec/event';
import type { FqlNode } from '@/spec/fql/fql-node';
import { parseFql } from '@/spec/fql/parse-fql';
import { compileNode, compileTest } from './compile-fql';

/** One part of a condition, and whether it held for an event. */
export interface ConditionPart {
  /** `all` and `any` are joined from `parts`; `one` stands by itself. */
  kind: 'all' | 'any' | 'one';
  /** The part as FQL. */
  text: string;
  holds: boolean;
  /** What the event has where a single part looks; null is "nothing". */
  found: { path: string; value: Json }[];
  parts: ConditionPart[];
}

const LOOSE = new Set<FqlNode['kind']>(['and', 'or']);

function writtenPath(segments: string[]): string {
  return segments.map((segment) => segment.replace(/[^A-Za-z0-9_$-]/gu, (char) => `\\${char}`)).join('.');
}

function bracketed(node: FqlNode): string {
  return LOOSE.has(node.kind) ? `(${written(node)})` : written(node);
}

/** A node as FQL again. */
function written(node: FqlNode): string {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'string' ? `'${node.value.replace(/[\\']/g, '\\$&')}'` : String(node.value);
    case 'list':
      return `[${node.items.map(written).join(', ')}]`;
    case 'path':
      return writtenPath(node.segments);
    case 'call':
      return `${node.name}(${node.args.map(written).join(', ')})`;
    case 'not':
      return `!(${written(node.operand)})`;
    case 'compare':
      return `${written(node.left)} ${node.operator} ${written(node.right)}`;
    case 'in':
      return `${written(node.left)} in ${written(node.right)}`;
    case 'and':
    case 'or':
      return node.operands.map(bracketed).join(` ${node.kind} `);
  }
}

function pathsIn(node: FqlNode): Extract<FqlNode, { kind: 'path' }>[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'path':
      return [node];
    case 'list':
      return node.items.flatMap(pathsIn);
    case 'call':
      return node.args.flatMap(pathsIn);
    case 'not':
      return pathsIn(node.operand);
    case 'compare':
    case 'in':
      return [...pathsIn(node.left), ...pathsIn(node.right)];
    case 'and':
    case 'or':
      return node.operands.flatMap(pathsIn);
  }
}

function holds(node: FqlNode, event: JsonObject): boolean {
  try {
    return compileTest(node)(event);
  } catch {
    return false;
  }
}

function explain(node: FqlNode, event: JsonObject): ConditionPart {
  const base = { text: written(node), holds: holds(node, event) };
  if (node.kind === 'and' || node.kind === 'or') {
    const parts = node.operands.map((operand) => explain(operand, event));
    return { ...base, kind: node.kind === 'and' ? 'all' : 'any', found: [], parts };
  }
  const found = new Map(pathsIn(node).map((path) => [writtenPath(path.segments), compileNode(path)(event)]));
  return { ...base, kind: 'one', found: [...found].map(([path, value]) => ({ path, value })), parts: [] };
}

/**
 * Why a condition holds for an event or not, part by part, by the code that decides about real events. Null when the
 * text is no condition. A part that the event makes impossible to evaluate does not hold.
 */
export function explainCondition(text: string, event: JsonObject): ConditionPart | null {
  const parsed = parseFql(text);
  if (!parsed.ok) return null;
  return parsed.ast.kind === 'literal' && text.trim() === 'all'
    ? { kind: 'one', text: 'all', holds: true, found: [], parts: [] }
    : explain(parsed.ast, event);
}
