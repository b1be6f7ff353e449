import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';

/** What an editor of one value takes. */
export interface ValueProps {
  /** What the value fills: its type, choices and rules. */
  field: FieldMetadata;
  /** Where it stands in the mapping, as the destination names it: "user_data.email". Choices are asked for by it. */
  path: string;
  /** Names it for screen readers. */
  label: string;
  /** Undefined: not mapped. */
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** A field for a value that no definition describes: the text of a function, an entry of an open object. */
export function plainField(key: string, change: Partial<FieldMetadata> = {}): FieldMetadata {
  return { key, label: key, description: '', type: 'string', required: false, multiple: false, ...change };
}

/** What the form of a function takes: its argument, and how to change it. */
export interface FormProps {
  /** The field that the function fills. */
  field: FieldMetadata;
  path: string;
  label: string;
  argument: JsonObject;
  set: (key: string, value: Json | undefined) => void;
  /** Changes the whole argument. */
  onArgument: (argument: JsonObject) => void;
}

/** The field of what a function works on: the same, without a default of its own. */
export function innerField(field: FieldMetadata): FieldMetadata {
  return { ...field, default: undefined, nullable: true };
}
