import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { settingRequired } from '@/catalog/destinations/kit/setting-condition';
import type { Json, JsonObject } from '@/spec/event';
import { fieldErrors } from '../destination-page/action-answer';
import type { SetupType } from './new-destination';
import type { SetupStep } from './setup-steps';

const isEmpty = (value: Json | undefined) => value === undefined || value === null || value === '';

/** How many fields are still to be filled in; `stored` are the secrets that are there already. */
export function countMissing(
  fields: readonly FieldMetadata[],
  values: JsonObject,
  stored: ReadonlySet<string> = new Set(),
): number {
  return fields.filter(
    (field) => settingRequired(field, values) && isEmpty(values[field.key]) && !stored.has(field.key),
  ).length;
}

/** Whether a person is asked anything about the connection. */
export function asksConnection(type: SetupType): boolean {
  return type.oauth || type.setup.length > 0 || type.settings.some((field) => !field.hidden);
}

/** How far each part of the add page is. `errors` are the server's, by field. */
export function setupSteps(
  type: SetupType,
  said: { named: boolean; nameTaken: boolean; missing: number; chosen: number; errors: Record<string, string> },
): SetupStep[] {
  const { errors, missing, chosen } = said;
  const refused = ['settings', 'setup'].some((part) => Object.keys(fieldErrors(errors, part)).length > 0);
  const wrongName = said.nameTaken || Boolean(errors.sourceId ?? errors.name);
  const connection: SetupStep = {
    id: 'connection',
    label: 'Connection',
    note: missing > 0 ? `${missing} to fill in` : null,
    state: refused ? 'failed' : missing > 0 || type.oauth ? 'pending' : 'delivered',
  };
  return [
    {
      id: 'source',
      label: 'Source and name',
      note: null,
      state: wrongName ? 'failed' : said.named ? 'delivered' : 'pending',
    },
    ...(asksConnection(type) ? [connection] : []),
    {
      id: 'mappings',
      label: 'Mappings',
      note: type.presets.length > 0 ? `${chosen} of ${type.presets.length}` : 'none yet',
      state: chosen > 0 ? 'delivered' : 'pending',
    },
    { id: 'create', label: 'Create', note: null, state: 'pending' },
  ];
}
