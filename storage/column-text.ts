const SEPARATOR = '\x1f';
const NULL = '\x1e';
/** NUL and lone surrogates cannot be in a text column, and our two separators must not be. */
const UNSTORABLE = /[\0\x1e\x1f\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\x1e\x1f\p{Cs}]/gu;

/** `value` as it can stand in a text column: U+FFFD in the place of what cannot. */
export function storable(value: string): string {
  return UNSTORABLE.test(value) ? value.replace(UNSTORABLE_ALL, '\ufffd') : value;
}

/**
 * The values of one column as one text, which `asArrays` takes apart in SQL: several times cheaper than an array
 * parameter of the driver. Null and '' both become NULL.
 */
export function column<T>(rows: T[], read: (row: T) => string | null): string {
  let joined = '';
  let first = true;
  for (const row of rows) {
    const value = read(row);
    if (first) first = false;
    else joined += SEPARATOR;
    joined += value === null || value === '' ? NULL : storable(value);
  }
  return joined;
}

/** As `column`, for values known to be storable and not empty: our own ids, numbers and times, JSON. */
export function plainColumn<T>(rows: T[], read: (row: T) => string | number | null): string {
  let joined = '';
  let first = true;
  for (const row of rows) {
    if (first) first = false;
    else joined += SEPARATOR;
    joined += read(row) ?? NULL;
  }
  return joined;
}

/** SQL for `count` columns that were passed as parameters $`from`, … as such texts: arguments of unnest(). */
export function asArrays(count: number, from = 1): string {
  return Array.from({ length: count }, (_, i) => `string_to_array($${i + from}, E'\\x1f', E'\\x1e')`).join(', ');
}

/** Numbers the different texts that rows make, from 1, in the order they appear: what many rows share is sent once. */
export function kindsOf<T>(rows: T[], identity: (row: T) => string): { kinds: T[]; kindOf: number[] } {
  const numbers = new Map<string, number>();
  const kinds: T[] = [];
  const kindOf = rows.map((row) => {
    const text = identity(row);
    let number = numbers.get(text);
    if (number === undefined) {
      kinds.push(row);
      number = kinds.length;
      numbers.set(text, number);
    }
    return number;
  });
  return { kinds, kindOf };
}
