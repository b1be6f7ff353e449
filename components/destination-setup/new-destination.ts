import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { CredentialsAnswer } from '@/control-plane/destinations/setup/test-credentials';
import type { Json, JsonObject } from '@/spec/event';
import type { ActionAnswer } from '../destination-page/action-answer';

/** What the add page knows of the type that is added. */
export interface SetupType {
  type: string;
  name: string;
  device: boolean;
  /** It signs in by an account that a person connects. */
  oauth: boolean;
  canTest: boolean;
  keyHelp: string | null;
  regions: string | null;
  settings: readonly FieldMetadata[];
  setup: readonly FieldMetadata[];
  presets: readonly SetupPreset[];
}

/** A ready-made mapping, with the events it takes in words. */
export interface SetupPreset {
  name: string;
  takes: string;
  /** Offered, but not part of how the destination usually begins. */
  suggested: boolean;
  /** Labels of fields to fill before it can work; it is created disabled while there are any. */
  needs: readonly string[];
}

/** What a new destination is made of, as the form gives it. */
export interface NewDestinationInput {
  sourceId: string;
  name: string;
  settings: JsonObject;
  setup: JsonObject;
  mappings: string[];
  copyFrom?: string;
  enabled: boolean;
}

/** What the form asks of the server. */
export interface SetupActions {
  create: (input: NewDestinationInput) => Promise<ActionAnswer<{ id: string }>>;
  test: (asked: { settings: JsonObject; storedIn?: string }) => Promise<ActionAnswer<CredentialsAnswer>>;
  checkAddress: (url: string) => Promise<ActionAnswer<string | null>>;
}

/** The values that the fields begin with: their literal defaults. */
export function literalDefaults(fields: readonly FieldMetadata[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] =>
      field.default === undefined || typeof field.default === 'object' ? [] : [[field.key, field.default]],
    ),
  );
}

/** The tab on which a new destination goes on: where something is left to do, else where one sees what it receives. */
export function tabAfter({ oauth, presets }: SetupType, chosen: readonly string[], enabled: boolean): string {
  const unfinished = presets.some(({ name, needs }) => needs.length > 0 && chosen.includes(name));
  if (!oauth && (chosen.length === 0 ? !enabled : unfinished)) return 'mappings';
  return enabled ? 'delivery' : 'settings';
}
