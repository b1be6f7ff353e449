import type { EventType } from '@/spec/event';
import type { FqlNode } from '@/spec/fql/fql-node';
import { parseFql } from '@/spec/fql/parse-fql';

/** What is known of a condition when only the type of the event is known; null is "it depends". */
type Known = boolean | null;

function isTypePath(node: FqlNode): boolean {
  return node.kind === 'path' && node.segments.length === 1 && node.segments[0] === 'type';
}

function comparesType(node: Extract<FqlNode, { kind: 'compare' }>, type: EventType): Known {
  const literal = [node.left, node.right].find((side) => side.kind === 'literal');
  if (literal?.kind !== 'literal' || ![node.left, node.right].some(isTypePath)) return null;
  if (node.operator !== '=' && node.operator !== '!=') return null;
  return (literal.value === type) === (node.operator === '=');
}

function known(node: FqlNode, type: EventType): Known {
  switch (node.kind) {
    case 'literal':
      return node.value === true ? true : node.value === null || node.value === false ? false : null;
    case 'compare':
      return comparesType(node, type);
    case 'in':
      if (!isTypePath(node.left) || node.right.kind !== 'list') return null;
      if (!node.right.items.every((item) => item.kind === 'literal')) return null;
      return node.right.items.some((item) => item.kind === 'literal' && item.value === type);
    case 'not': {
      const inner = known(node.operand, type);
      return inner === null ? null : !inner;
    }
    case 'and': {
      const all = node.operands.map((operand) => known(operand, type));
      return all.includes(false) ? false : all.includes(null) ? null : true;
    }
    case 'or': {
      const all = node.operands.map((operand) => known(operand, type));
      return all.includes(true) ? true : all.includes(null) ? null : false;
    }
    default:
      return null;
  }
}

/** Whether a condition can hold for some event of `type`. A text that cannot be read holds for none. */
export function mayMatchType(condition: string, type: EventType): boolean {
  const parsed = parseFql(condition);
  return parsed.ok && known(parsed.ast, type) !== false;
}
