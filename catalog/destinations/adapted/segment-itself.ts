import type { InputField } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';
import { SPEC_NAMES, withEventDefaults } from './segment-defaults';

type Request = (url: string, options: { method: 'post'; json: unknown }) => Promise<unknown>;
type Ask = (request: Request, data: { settings: JsonObject }) => unknown;

const NORTH_AMERICA = 'https://api.segment.io/v1';
const EUROPE = 'https://events.eu1.segmentapis.com/v1';

interface Batch {
  batch: { context?: Record<string, unknown> }[];
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** The batch as it would come from a library: no empty parts of the context, and the device's keys by their names. */
function asInTheSpec({ batch }: Batch): Batch {
  return {
    batch: batch.map(({ context = {}, ...event }) => {
      const parts = Object.entries(context).filter(([, value]) => !isEmpty(value));
      const named = parts.map(([key, value]) =>
        key === 'device' && typeof value === 'object' && value !== null
          ? [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [SPEC_NAMES[name] ?? name, one]))]
          : [key, value],
      );
      return { ...event, context: Object.fromEntries(named) as Record<string, unknown> };
    }),
  };
}

function sent(ask: unknown): unknown {
  if (typeof ask !== 'function') return ask;
  const inner = ask as Ask;
  const outer: Ask = async (request, data) => {
    const batch = await inner(request, data);
    const { endpoint } = data.settings;
    const url = `${typeof endpoint === 'string' ? endpoint : NORTH_AMERICA}/batch`;
    return request(url, { method: 'post', json: asInTheSpec(batch as Batch) });
  };
  return outer;
}

interface Fielded {
  fields: Record<string, InputField>;
}

/**
 * Segment's definition of itself only returns the batch, for its own servers to take; outside it has to be sent. Its
 * fields get defaults, so that a new mapping forwards the event whole.
 */
export function sendToSegment(definition: AnyDefinition): AnyDefinition {
  const { authentication, actions } = definition;
  const adapted = Object.entries(actions).map(([slug, action]) => {
    const { perform, performBatch, fields, ...rest } = action as unknown as Record<string, unknown> & Fielded;
    const batch = performBatch ? { performBatch: sent(performBatch) } : {};
    return [slug, { ...rest, fields: withEventDefaults(slug, fields), perform: sent(perform), ...batch }];
  });
  const endpoint = {
    label: 'Region',
    description: 'Where the Segment workspace is.',
    type: 'string',
    required: true,
    default: NORTH_AMERICA,
    choices: [
      { label: 'North America', value: NORTH_AMERICA },
      { label: 'Europe', value: EUROPE },
    ],
  };
  return {
    ...definition,
    authentication: { ...authentication, fields: { ...authentication?.fields, endpoint } },
    actions: Object.fromEntries(adapted) as AnyDefinition['actions'],
  } as AnyDefinition;
}
