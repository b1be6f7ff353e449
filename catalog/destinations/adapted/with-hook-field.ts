import type { InputField } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';

interface Data {
  payload: JsonObject | JsonObject[];
  hookOutputs?: Record<string, unknown>;
}
type Ask = (request: unknown, data: Data) => unknown;
type Action = Record<string, unknown> & { fields: Record<string, unknown> };

/** Where an action looks for what Segment keeps beside a mapping, and the field that asks a person for it here. */
export interface HookField {
  /** Slugs of the actions. */
  actions: string[];
  /** The hook of the definition that would have made it. */
  hook: 'onMappingSave' | 'retlOnMappingSave';
  key: string;
  field: InputField;
}

function wrapped(ask: unknown, { hook, key }: HookField): unknown {
  if (typeof ask !== 'function') return ask;
  const inner = ask as Ask;
  const outer: Ask = (request, data) => {
    const id = [data.payload].flat()[0]?.[key];
    return inner(request, { ...data, hookOutputs: { ...data.hookOutputs, [hook]: { outputs: { id } } } });
  };
  return outer;
}

/**
 * A definition whose mapping Segment completes when it is saved (a conversion rule is made at the vendor, and its id is
 * kept): here the person makes it at the vendor and enters the id.
 */
export function withHookField(definition: AnyDefinition, hook: HookField): AnyDefinition {
  const adapted = Object.entries(definition.actions).map(([slug, found]) => {
    if (!hook.actions.includes(slug)) return [slug, found];
    const action = found as unknown as Action;
    const batch = action.performBatch ? { performBatch: wrapped(action.performBatch, hook) } : {};
    const fields = { [hook.key]: hook.field, ...action.fields };
    return [slug, { ...action, fields, perform: wrapped(action.perform, hook), ...batch }];
  });
  return { ...definition, actions: Object.fromEntries(adapted) as AnyDefinition['actions'] };
}
