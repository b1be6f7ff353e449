import { isRequired } from '@/catalog/destinations/kit/mapping/field-condition';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { asksOthers, isShown } from '../model/field-condition';

/** What a row of the editor takes. */
export interface FieldRowProps {
  field: FieldMetadata;
  /** With dots into objects. */
  path: string;
  depth: number;
  value: Json | undefined;
  /** The whole mapping, for conditions on other fields. */
  mapping: JsonObject;
  /** The problems at and below it, by the rest of their path. */
  problems: ReadonlyMap<string, string>;
  result: Json | undefined;
  /** Whether what is inside it shows at first. */
  startOpen: boolean;
  /** The same function from one drawing to the next. */
  onChange: (key: string, value: Json | undefined) => void;
}

function sameProblems(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a === b || (a.size === b.size && [...a].every(([path, message]) => b.get(path) === message));
}

/** Whether the conditions of a field, and of the fields inside it, have the same answers for two mappings. */
function sameAnswers(field: FieldMetadata, a: JsonObject, b: JsonObject): boolean {
  if (a === b || !asksOthers(field)) return true;
  return (
    isShown(field, a) === isShown(field, b) &&
    isRequired(field, a) === isRequired(field, b) &&
    (field.properties ?? []).every((inner) => sameAnswers(inner, a, b))
  );
}

/** Whether a row would be drawn as it stands: another field's value is not its concern, unless a condition asks for it. */
export function sameRow(a: FieldRowProps, b: FieldRowProps): boolean {
  return (
    a.field === b.field &&
    a.path === b.path &&
    a.depth === b.depth &&
    a.value === b.value &&
    a.result === b.result &&
    a.onChange === b.onChange &&
    sameProblems(a.problems, b.problems) &&
    sameAnswers(a.field, a.mapping, b.mapping)
  );
}
