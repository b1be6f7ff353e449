import type { EventType, Json, JsonObject } from '@/spec/event';

/** The kinds of value a setting or an action field holds. `text` is a long string, `password` a write-only secret. */
export type FieldType = 'string' | 'text' | 'number' | 'integer' | 'boolean' | 'datetime' | 'object' | 'password';

/** A value that a choice stands for. Store it exactly as it stands: "US 🇺🇸" is not "US", and 1 is not "1". */
export type ChoiceValue = string | number | boolean;

/** A question about other fields of the same mapping (or settings), by which a field is shown or required. */
export interface FieldCondition {
  match: 'all' | 'any';
  conditions: {
    /** Key of the other field, with dots into an object; `syncMode` conditions look at the mapping's sync mode instead. */
    field: string;
    about: 'field' | 'syncMode';
    operator: 'is' | 'is_not';
    /** A list means any of them; null means "has no value". */
    value: ChoiceValue | null | (ChoiceValue | null)[];
  }[];
}

/** One setting of a destination, or one field of an action that a mapping fills. */
export interface FieldMetadata {
  key: string;
  label: string;
  description: string;
  type: FieldType;
  required: boolean;
  /** Required only while this holds; `required` is false then. */
  requiredWhen?: FieldCondition;
  /** Shown only while this holds. */
  shownWhen?: FieldCondition;
  /** Holds a list of such values. */
  multiple: boolean;
  /** The only values allowed. */
  choices?: { label: string; value: ChoiceValue }[];
  /** A literal, or a mapping directive such as `{"@path": "$.userId"}`. */
  default?: Json;
  /** How a string must look: `uri` is an absolute http(s) URL. */
  format?: string;
  placeholder?: string;
  /** Not shown in forms; its default is used. */
  hidden?: boolean;
  /** The fields of an object (of each object, when `multiple`). */
  properties?: FieldMetadata[];
  /** Whether an object with `properties` takes other keys too. */
  open?: boolean;
  /** Null may be sent on purpose. */
  nullable?: boolean;
  /** The definition can ask the vendor for choices, given the settings. */
  dynamic?: boolean;
  minimum?: number;
  maximum?: number;
  /** Filled by the definition; shown, not edited. */
  readOnly?: boolean;
  /** Whether an object is edited as pairs of key and value, as a list of such, or only as a whole. */
  editor?: 'pairs' | 'pairs-only' | 'list' | 'whole';
  /** Personal data that the definition hashes before sending, unless it looks hashed already. */
  hashed?: boolean;
  /** Takes fixed values only: no variables of the event. */
  fixed?: boolean;
}

/** How records are written by actions that can add, change or remove; stored in the mapping under `SYNC_MODE_KEY`. */
export interface SyncModeMetadata {
  label: string;
  description: string;
  default: string;
  choices: { label: string; value: string }[];
}

/** The key of a mapping that holds its sync mode (Segment's own). */
export const SYNC_MODE_KEY = '__segment_internal_sync_mode';

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
  syncMode?: SyncModeMetadata;
}

/** A mapping that a new destination starts with. */
export interface PresetMetadata {
  name: string;
  actionSlug: string;
  /** FQL. */
  trigger: string;
  mapping: JsonObject;
  /** Composed from an action's default trigger, not the definition's: offered, but made only when a person asks for it. */
  suggested?: boolean;
  /** Labels of required fields that its mapping leaves empty: a person fills them, and it is made disabled until then. */
  needs?: string[];
}

export type ConnectionMode = 'cloud' | 'device';

/**
 * What was seen of a destination. `ours`: written and tested by us against its documentation. `recorded`: the requests
 * were compared with the vendor's documentation. `runs`: it sends well-formed requests; nobody compared them.
 */
export type Verified = 'ours' | 'recorded' | 'runs';

/** Where the code of a destination lives. Worker only. */
export type DefinitionSource =
  | { kind: 'ours' }
  /** A folder of `@segment/action-destinations`. */
  | { kind: 'segment'; directory: string }
  /** A folder of `@segment/browser-destinations`. */
  | { kind: 'browser'; directory: string };

/** What a destination's definition itself says; generated from it by scripts/catalog. */
export interface DefinitionMetadata {
  /** Segment's slug of the definition ("actions-webhook"). */
  slug: string;
  /** `cloud`: sent by our worker. `device`: run by analytics.js in the browser. */
  mode: ConnectionMode;
  /** How it signs in. With `oauth2` a person connects an account; `settings` then hold what else is needed. */
  authentication: {
    scheme: 'none' | 'custom' | 'basic' | 'oauth2';
    /** The definition can try the credentials by itself. */
    canTest: boolean;
  };
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
  verified: Verified;
  /** Where the person finds the key or token that is asked for, in a sentence. */
  keyHelp?: string;
  /** What to know about regions: "Choose the data centre of your account". */
  regions?: string;
  /** Former or other names, for the search. */
  aliases?: string[];
}

/** A destination as the dashboard, the Public API and fan-out see it: pure data, cheap to import. */
export interface DestinationMetadata extends DestinationListing, DefinitionMetadata {
  presets: PresetMetadata[];
  /** The calls it can do something with: those that its presets and its actions' default triggers ask for. */
  calls: EventType[];
  source: DefinitionSource;
}

/** A destination in the list of all: what the catalog page and searches need, without fields and actions. */
export type DestinationSummary = Pick<
  DestinationMetadata,
  | 'id'
  | 'type'
  | 'slug'
  | 'name'
  | 'description'
  | 'categories'
  | 'website'
  | 'mode'
  | 'calls'
  | 'verified'
  | 'note'
  | 'keyHelp'
  | 'regions'
  | 'aliases'
  | 'source'
  | 'authentication'
> & {
  /** Labels of the settings and answers one must have at hand. */
  needs: string[];
  actionCount: number;
  /** Mappings that a new one starts with by itself; suggested ones are not counted. */
  presetCount: number;
  /** Some action can send many events in one request. */
  batches: boolean;
};

/** A subscription to create together with a new destination; disabled when it needs something first. */
export interface InitialSubscription {
  name: string;
  actionSlug: string;
  /** FQL. */
  trigger: string;
  mapping: JsonObject;
  enabled: boolean;
}
