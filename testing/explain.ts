import { pool, type Sql } from '../storage/client';

/** A node of a plan, as EXPLAIN (FORMAT JSON) writes it; with ANALYZE, how it ran. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  Plans?: PlanNode[];
}

/** A statement of ours and how PostgreSQL runs it. */
export interface ExplainedStatement {
  text: string;
  plan: PlanNode;
  /** Lines as EXPLAIN (ANALYZE, BUFFERS) prints them. */
  lines: string[];
  ms: number;
}

interface Query {
  text: string;
  values?: unknown[];
}

/**
 * Runs `use` with a connection that explains each statement before it runs it: what is seen is the plan of the code that
 * is in use, not of a copy.
 */
export async function explain(use: (sql: Sql) => Promise<unknown>): Promise<ExplainedStatement[]> {
  const found: ExplainedStatement[] = [];
  const query = async (first: string | Query, second?: unknown[]) => {
    const { text, values } = typeof first === 'string' ? { text: first, values: second } : first;
    const printed = await pool().query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`,
      values,
    );
    const { rows } = await pool().query<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
    if (!explained) throw new Error('EXPLAIN said nothing.');
    const lines = printed.rows.map((row) => row['QUERY PLAN']);
    found.push({ text, plan: explained.Plan, lines, ms: explained['Execution Time'] });
    return pool().query(text, values);
  };
  await use({ query } as unknown as Sql);
  return found;
}

/** All nodes of a plan that ran. */
export function nodesOf(plan: PlanNode): PlanNode[] {
  const below = (plan.Plans ?? []).flatMap(nodesOf);
  return plan['Actual Loops'] === 0 ? below : [plan, ...below];
}
