import type { DestinationDefinition, GlobalSetting } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import { describeFields } from './describe-field';
import {
  SYNC_MODE_KEY,
  type ActionMetadata,
  type DefinitionMetadata,
  type FieldMetadata,
  type PresetMetadata,
  type SyncModeMetadata,
} from './metadata';
import { nameTheSender } from './name-the-sender';
import { plainTrigger } from './mapping/plain-trigger';

/** A cloud definition, or a browser definition, whose settings lie at the top. */
export type AnyDefinition = Omit<DestinationDefinition<never>, 'mode'> & {
  settings?: Record<string, GlobalSetting>;
  mode: 'cloud' | 'device';
};

type SyncMode = NonNullable<AnyDefinition['actions'][string]['syncMode']>;

/** Settings that are secrets though their definition calls them strings. */
const SECRET = /^(api[_-]?key|auth[_-]?token|.*write[_-]?key)$/i;

function describeSettings(definition: AnyDefinition): FieldMetadata[] {
  const device = definition.mode === 'device';
  const fields = describeFields(device ? definition.settings : definition.authentication?.fields);
  // What runs in the browser is readable there: nothing of it is a secret.
  if (device) return fields.map((field) => (field.type === 'password' ? { ...field, type: 'string' } : field));
  return fields.map((field) =>
    field.type === 'string' && (SECRET.test(field.key) || /^api key$/i.test(field.label))
      ? { ...field, type: 'password' }
      : field,
  );
}

function schemeOf(definition: AnyDefinition): DefinitionMetadata['authentication']['scheme'] {
  const scheme = definition.mode === 'device' ? 'custom' : definition.authentication?.scheme;
  if (scheme === undefined) return 'none';
  return scheme === 'oauth-managed' || scheme === 'oauth2' ? 'oauth2' : scheme === 'basic' ? 'basic' : 'custom';
}

const describeSyncMode = ({ label, description, default: value, choices }: SyncMode): SyncModeMetadata => ({
  label: nameTheSender(label),
  description: nameTheSender(description),
  default: value,
  choices: choices.map((choice) => ({ label: choice.label, value: choice.value })),
});

const describeActions = (definition: AnyDefinition): ActionMetadata[] =>
  Object.entries(definition.actions).map(([slug, action]) => ({
    slug,
    title: nameTheSender(action.title),
    description: nameTheSender(action.description ?? ''),
    defaultTrigger: action.defaultSubscription ? plainTrigger(action.defaultSubscription) : null,
    fields: describeFields(action.fields as Parameters<typeof describeFields>[0]),
    hidden: action.hidden === true,
    batches: typeof action.performBatch === 'function',
    ...(action.syncMode ? { syncMode: describeSyncMode(action.syncMode) } : {}),
  }));

/** The defaults of an action's fields, as a mapping. */
export function defaultsOf(fields: FieldMetadata[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ key, default: value }) => (value === undefined ? [] : [[key, value] as const])),
  );
}

/** What a new mapping of an action starts with: its fields' defaults and, where it has one, its sync mode. */
export function startOf({ fields, syncMode }: ActionMetadata): JsonObject {
  return { ...defaultsOf(fields), ...(syncMode ? { [SYNC_MODE_KEY]: syncMode.default } : {}) };
}

function describePresets(definition: AnyDefinition, actions: ActionMetadata[]): PresetMetadata[] {
  return (definition.presets ?? []).flatMap((preset): PresetMetadata[] => {
    // Browser definitions have no other kind and leave the type out; "specificEvent" belongs to Segment's audiences.
    const automatic = !('type' in preset) || preset.type === undefined || preset.type === 'automatic';
    if (!automatic || !('subscribe' in preset) || !preset.subscribe) return [];
    const { partnerAction: actionSlug, subscribe: trigger } = preset;
    const action = actions.find(({ slug }) => slug === actionSlug);
    if (!action) return []; // of a twin that runs in the browser
    const mapping = { ...startOf(action), ...preset.mapping };
    return [{ name: preset.name ?? actionSlug, actionSlug, trigger: plainTrigger(trigger), mapping }];
  });
}

/** A definition of Segment's format (ours or one of its packages) as pure data for the catalog. */
export function describeDefinition(definition: AnyDefinition): DefinitionMetadata {
  const actions = describeActions(definition);
  return {
    slug: definition.slug ?? definition.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    mode: definition.mode === 'device' ? 'device' : 'cloud',
    authentication: {
      scheme: schemeOf(definition),
      canTest: typeof definition.authentication?.testAuthentication === 'function',
    },
    settings: describeSettings(definition),
    actions,
    presets: describePresets(definition, actions),
  };
}
