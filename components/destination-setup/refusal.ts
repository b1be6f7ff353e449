/** What the server did not accept of a new destination: messages by field, and what it said as a whole. */
export interface Refusal {
  fields: Record<string, string>;
  /** Null: nothing was refused yet. '' once a field of it was mended: the sentence named that field too. */
  message: string | null;
}

/** Nothing was refused. */
export const NOT_REFUSED: Refusal = { fields: {}, message: null };

/** The refusal once the fields that `mended` names have been changed. */
export function mend(refusal: Refusal, mended: (key: string) => boolean): Refusal {
  const all = Object.entries(refusal.fields);
  const left = all.filter(([key]) => !mended(key));
  if (left.length === all.length) return refusal;
  const message = left.length === 0 || refusal.message === null ? null : '';
  return { fields: Object.fromEntries(left), message };
}

/** The refusal beside the button; null when there is nothing to say. */
export function refusalInWords({ fields, message }: Refusal): string | null {
  if (message === null) return null;
  const marked = Object.keys(fields).length;
  if (marked === 0) return message || null;
  return `${message} ${marked === 1 ? 'One field is' : `${marked} fields are`} marked above.`.trim();
}
