import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';

type Request = (url: string, options: { method: 'post'; json: unknown }) => Promise<unknown>;
type Ask = (request: Request, data: { settings: JsonObject }) => unknown;

const NORTH_AMERICA = 'https://api.segment.io/v1';
const EUROPE = 'https://events.eu1.segmentapis.com/v1';

function sent(ask: unknown): unknown {
  if (typeof ask !== 'function') return ask;
  const inner = ask as Ask;
  const outer: Ask = async (request, data) => {
    const batch = await inner(request, data);
    const { endpoint } = data.settings;
    return request(`${typeof endpoint === 'string' ? endpoint : NORTH_AMERICA}/batch`, { method: 'post', json: batch });
  };
  return outer;
}

/** Segment's definition of itself only returns the batch, for its own servers to take; outside it has to be sent. */
export function sendToSegment(definition: AnyDefinition): AnyDefinition {
  const { authentication, actions } = definition;
  const adapted = Object.entries(actions).map(([slug, action]) => {
    const { perform, performBatch, ...rest } = action as unknown as Record<string, unknown>;
    return [slug, { ...rest, perform: sent(perform), ...(performBatch ? { performBatch: sent(performBatch) } : {}) }];
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
