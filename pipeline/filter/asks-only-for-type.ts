import type { FqlNode } from '@/spec/fql/fql-node';
import { parseFql } from '@/spec/fql/parse-fql';

function looksAt(node: FqlNode): boolean {
  switch (node.kind) {
    case 'literal':
      return true;
    case 'path':
      return node.segments.length === 1 && node.segments[0] === 'type';
    case 'list':
      return node.items.every(looksAt);
    case 'not':
      return looksAt(node.operand);
    case 'compare':
    case 'in':
      return looksAt(node.left) && looksAt(node.right);
    case 'and':
    case 'or':
      return node.operands.every(looksAt);
    case 'call':
      return node.args.every(looksAt);
  }
}

/** Whether a condition looks at nothing in an event but its type, so that it is the same for all events of a type. */
export function asksOnlyForType(condition: string): boolean {
  const parsed = parseFql(condition);
  return parsed.ok && looksAt(parsed.ast);
}
