import type { Json, JsonObject } from '@/spec/event';

/** The kinds of value a setting or an action field holds. `text` is a long string, `password` a write-only secret. */
export type FieldType = 'string' | 'text' | 'number' | 'integer' | 'boolean' | 'datetime' | 'object' | 'password';

/** One setting of a destination, or one field of an action that a mapping fills. */
export interface FieldMetadata {
  key: string;
  label: string;
  description: string;
  type: FieldType;
  required: boolean;
  /** Holds a list of such values. */
  multiple: boolean;
  /** The only values allowed; store `value` exactly as it stands here. */
  choices?: { label: string; value: string }[];
  /** A literal, or a mapping directive such as `{"@path": "$.userId"}`. */
  default?: Json;
  /** How a string must look: `uri` is an absolute http(s) URL. */
  format?: string;
  placeholder?: string;
  /** Not shown in forms; its default is used. */
  hidden?: boolean;
}

/** One thing a destination can do with an event. */
export interface ActionMetadata {
  slug: string;
  title: string;
  description: string;
  /** FQL of the events it is meant for, when the definition says so. */
  defaultTrigger: string | null;
  fields: FieldMetadata[];
  /** Kept for old mappings; not offered for new ones. */
  hidden: boolean;
  /** Whether it can send many events in one request. */
  batches: boolean;
}

/** A mapping that a new destination starts with. */
export interface PresetMetadata {
  name: string;
  actionSlug: string;
  /** FQL. */
  trigger: string;
  mapping: JsonObject;
}

/** What a destination's definition itself says; generated from it by scripts/generate-catalog.mts. */
export interface DefinitionMetadata {
  /** Segment's slug of the definition ("actions-webhook"). */
  slug: string;
  settings: FieldMetadata[];
  actions: ActionMetadata[];
  presets: PresetMetadata[];
}

/** What the catalog adds to a definition by hand. */
export interface DestinationListing {
  /** 24 hexadecimal digits, stable for ever: the id in the Public API's catalog (Segment's own where it has one). */
  id: string;
  /** Our key ("webhook"), stored in `destination.type`. */
  type: string;
  name: string;
  /** One or two sentences for the catalog card. */
  description: string;
  categories: string[];
  website: string;
  /**
   * What is asked beside the settings when a destination is created. The answers are not settings: each goes, under its
   * key, into the mapping of every initial subscription (`initialSubscriptions`). Example: the URL of a webhook, which
   * Segment keeps in the mapping so that different mappings may call different URLs. The fields of `setup` are fields of
   * every preset's action; render them as a form section of their own ("Where to send"), check them like settings
   * (required, format), and pass `{ [key]: value }` as `answers`.
   */
  setup: { fields: FieldMetadata[] };
  /** Presets of our own, used instead of the definition's when it has none that would start the destination. */
  presets?: PresetMetadata[];
  /** Descriptions of settings in our words, by key, where the definition's own would mislead here. */
  settingDescriptions?: Record<string, string>;
  /** How much of the vendor's interface is known or tried; shown on the catalog page. */
  note?: string;
}

/** A destination as the dashboard, the Public API and fan-out see it: pure data, cheap to import. */
export interface DestinationMetadata extends DestinationListing, DefinitionMetadata {
  presets: PresetMetadata[];
}

/** A subscription to create together with a new destination; all are enabled. */
export interface InitialSubscription {
  name: string;
  actionSlug: string;
  /** FQL. */
  trigger: string;
  mapping: JsonObject;
  enabled: true;
}
