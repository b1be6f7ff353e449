import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { settingRequired } from '@/catalog/destinations/kit/setting-condition';
import type { Json, JsonObject } from '@/spec/event';

/** Longest text of one setting, in characters. */
const MAX_TEXT = 10_000;
/** Largest object setting, in characters of JSON. */
const MAX_OBJECT = 32_768;

type Checked = { ok: true; value: Json } | { ok: false; message: string };

const good = (value: Json): Checked => ({ ok: true, value });
const bad = (message: string): Checked => ({ ok: false, message });

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

function checkNumber(value: Json, integer: boolean): Checked {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return bad('Enter a number.');
  if (integer && !Number.isSafeInteger(number)) return bad('Enter a whole number.');
  return good(number);
}

function isHttpUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function checkText(field: FieldMetadata, value: Json): Checked {
  if (typeof value !== 'string') return bad('Enter text.');
  const text = field.type === 'text' || field.type === 'password' ? value : value.trim();
  if (text.length > MAX_TEXT) return bad(`At most ${MAX_TEXT.toLocaleString('en')} characters.`);
  if (field.format === 'uri' && !isHttpUrl(text))
    return bad('Enter a whole address that begins with https:// or http://.');
  if (field.type === 'datetime' && Number.isNaN(Date.parse(text)))
    return bad('Enter a date and time, as in 2026-01-31.');
  return good(text);
}

function checkOne(field: FieldMetadata, value: Json): Checked {
  if (field.choices && field.choices.length > 0) {
    const found =
      field.choices.find((choice) => choice.value === value) ??
      field.choices.find((choice) => typeof value !== 'object' && String(choice.value) === String(value));
    return found ? good(found.value) : bad(`Choose one of: ${field.choices.map((choice) => choice.label).join(', ')}.`);
  }
  switch (field.type) {
    case 'string':
    case 'text':
    case 'password':
    case 'datetime':
      return checkText(field, value);
    case 'number':
    case 'integer':
      return checkNumber(value, field.type === 'integer');
    case 'boolean':
      if (value === true || value === 'true') return good(true);
      if (value === false || value === 'false') return good(false);
      return bad('Choose yes or no.');
    case 'object': {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return bad('Enter a JSON object.');
      return JSON.stringify(value).length > MAX_OBJECT ? bad('This object is too large: 32 KB at most.') : good(value);
    }
  }
}

function check(field: FieldMetadata, value: Json): Checked {
  if (!field.multiple) return checkOne(field, value);
  const list: Json[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    if (isEmpty(item)) continue;
    const checked = checkOne(field, item);
    if (!checked.ok) return checked;
    list.push(checked.value);
  }
  return good(list);
}

/** What a person or program asked for, checked against a definition's fields. */
export interface CheckedValues {
  /** Values to set, normalised; only keys that were given and are not empty. */
  set: Record<string, Json>;
  /** Keys that were given empty (null, "" or []): to be cleared. */
  clear: string[];
  /** By key, what is wrong and what to do. */
  errors: Record<string, string>;
}

/** Checks `values` against `fields`: known keys, type, choices. Whether a required field is missing is not asked here. */
export function checkValues(fields: FieldMetadata[], values: JsonObject): CheckedValues {
  const empty = <T>() => Object.create(null) as Record<string, T>; // keys come from outside; __proto__ is one like any other
  const result: CheckedValues = { set: empty<Json>(), clear: [], errors: empty<string>() };
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) {
      result.errors[key] = 'This destination has no such setting.';
    } else if (isEmpty(value)) {
      result.clear.push(key);
    } else {
      const checked = check(field, value);
      if (!checked.ok) result.errors[key] = checked.message;
      else if (isEmpty(checked.value)) result.clear.push(key);
      else result.set[key] = checked.value;
    }
  }
  return result;
}

/** By key, the fields that `values` make required and that neither they nor `secretKeys` hold. */
export function missingRequired(
  fields: FieldMetadata[],
  values: JsonObject,
  secretKeys: ReadonlySet<string>,
): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const field of fields) {
    if (settingRequired(field, values) && isEmpty(values[field.key]) && !secretKeys.has(field.key)) {
      missing[field.key] = `${field.label} is required.`;
    }
  }
  return missing;
}
