import { parseFql } from '@/spec/fql/parse-fql';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** Whether a text is FQL; when not, what is wrong and at which character (from 0). */
export type ConditionCheck = { ok: true } | { ok: false; message: string; position: number };

/** Checks a condition while a person writes it; changes nothing. */
export function checkCondition(ctx: Context, input: { condition: string }): ConditionCheck {
  authorize(ctx, 'workspace:read');
  const parsed = parseFql(input.condition.slice(0, 10_000));
  return parsed.ok ? { ok: true } : { ok: false, message: parsed.message, position: parsed.position };
}
