/** Whether a text is FQL; when not, what is wrong and at which character (from 0). */
export type ConditionCheck = { ok: true } | { ok: false; message: string; position: number };
