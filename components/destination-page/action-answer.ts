/** What a server action passed to these components answers: its value, or what the person can put right. */
export type ActionAnswer<T> =
  { ok: true; value: T } | { ok: false; error: { message: string; fields: Record<string, string> } };

/** The messages of `fields` under `prefix.`, by what follows it: `{"settings.url": m}` with "settings" gives `{url: m}`. */
export function fieldErrors(fields: Record<string, string>, prefix: string): Record<string, string> {
  const start = `${prefix}.`;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => key.startsWith(start))
      .map(([key, message]) => [key.slice(start.length), message]),
  );
}
