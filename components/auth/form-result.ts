/** What a server action answers a form: its value, or what is wrong, by field. */
export type FormResult<T> =
  { ok: true; value: T } | { ok: false; error: { code: string; message: string; fields: Record<string, string> } };
