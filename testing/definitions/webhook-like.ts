import type { ActionDefinition, RequestClient } from '@segment/actions-core';
import type { AnyDefinition } from '../../catalog/destinations/kit/describe-definition';

type Misbehave = (request: RequestClient, url: string) => unknown;
interface Payload {
  url: string;
  id: string;
  bad?: boolean;
}

/** A definition that posts `{id}` to `url`, one by one or many together, but first does `misbehave` for bad events. */
export function webhookLike(misbehave: Misbehave): AnyDefinition {
  const fields = {
    url: { type: 'string', label: 'URL', description: '', required: true },
    id: { type: 'string', label: 'ID', description: '', required: true, default: { '@path': '$.messageId' } },
    bad: { type: 'boolean', label: 'Bad', description: '', default: { '@path': '$.properties.bad' } },
    enable_batching: { type: 'boolean', label: 'Batch', description: '' },
  } as const;
  const send: ActionDefinition<object, Payload> = {
    title: 'Send',
    description: '',
    fields,
    perform: async (request, { payload }) => {
      if (payload.bad) await misbehave(request, payload.url);
      return request(payload.url, { method: 'POST', json: { id: payload.id } });
    },
    performBatch: async (request, { payload }) => {
      for (const one of payload) if (one.bad) await misbehave(request, one.url);
      return request(payload[0]?.url ?? '', { method: 'POST', json: { ids: payload.map(({ id }) => id) } });
    },
  };
  return { name: 'Like a webhook', slug: 'like', mode: 'cloud', actions: { send } } as unknown as AnyDefinition;
}
