import type { JsonObject } from '@/spec/event';
import { compileFql } from './compile-fql';
import { FqlError } from '@/spec/fql/fql-error';

export type CompiledFql = { ok: true; matches: (event: JsonObject) => boolean } | { ok: false; message: string };

const MAX_CACHED = 2000;
const cache = new Map<string, CompiledFql>();

/** As compileFql, compiled once per text and process; a wrong text is a value here, not an error. */
export function compiledFql(text: string): CompiledFql {
  const known = cache.get(text);
  if (known) return known;
  let made: CompiledFql;
  try {
    made = { ok: true, matches: compileFql(text) };
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    made = { ok: false, message: error.message };
  }
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(text, made);
  return made;
}
