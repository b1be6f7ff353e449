import type { FqlFunctionName } from './fql-signatures';

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** The syntax tree of a condition. `at` is the offset (UTF-16 units, from 0) where the node begins in the text. */
export type FqlNode =
  | { kind: 'literal'; at: number; value: string | number | boolean | null }
  | { kind: 'list'; at: number; items: FqlNode[] }
  | { kind: 'path'; at: number; segments: string[] }
  | { kind: 'call'; at: number; name: FqlFunctionName; args: FqlNode[] }
  | { kind: 'not'; at: number; operand: FqlNode }
  | { kind: 'compare'; at: number; operator: CompareOperator; left: FqlNode; right: FqlNode }
  | { kind: 'in'; at: number; left: FqlNode; right: FqlNode }
  | { kind: 'and' | 'or'; at: number; operands: FqlNode[] };
