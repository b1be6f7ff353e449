/** What a server action answers, as far as these components look at it. */
export type Outcome<T = unknown> =
  { ok: true; value: T } | { ok: false; error: { message: string; fields: Record<string, string> } };
