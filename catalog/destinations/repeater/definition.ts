import type { ActionDefinition, RequestFn } from '@segment/actions-core';
import { ingestionOrigin } from '@/platform/ingestion-origin';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';
import { actionsCore } from '../kit/load-actions-core';
import { refusedInBatch, refuseEvent } from '../kit/refuse';
import { repeated, targetsOf } from './repeat-chain';

interface Settings {
  writeKeys: string[];
  endpoint?: string;
}

interface Payload {
  data: JsonObject;
}

/** A batch of ours is kept well below the 500 KB that the Tracking API takes. */
const MAX_BATCH = 50;

const BEEN_EVERYWHERE = 'The event has been through all of these sources already.';

type Request = Parameters<NonNullable<RequestFn<Settings, Payload>>>[0];

function post(request: Request, settings: Settings, writeKey: string, events: JsonObject[]): Promise<unknown> {
  const origin = (settings.endpoint || ingestionOrigin(null)).replace(/\/+$/, '');
  return request(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
    json: { batch: events.map((event) => repeated(event, writeKey)) },
  });
}

const repeat: ActionDefinition<Settings, Payload> = {
  title: 'Repeat',
  description: 'Sends the event again, as it is, to other sources.',
  fields: {
    data: {
      label: 'Event',
      description: 'What is sent again. The default is the whole event.',
      type: 'object',
      required: true,
      default: { '@path': '$.' },
    },
    enable_batching: {
      label: 'Send in batches',
      description: 'Sends many events in one request.',
      type: 'boolean',
      default: true,
    },
    batch_size: {
      label: 'Batch Size',
      description: `Most events in one request, at most ${MAX_BATCH}.`,
      type: 'integer',
      default: MAX_BATCH,
      maximum: MAX_BATCH,
      minimum: 1,
    },
  },
  perform: async (request, { payload, settings }) => {
    const targets = targetsOf(payload.data, settings.writeKeys);
    if (targets.length === 0) throw refuseEvent(BEEN_EVERYWHERE);
    // A source that has taken the event knows its messageId: sending it again after a failure repeats nothing there.
    for (const writeKey of targets) await post(request, settings, writeKey, [payload.data]);
  },
  performBatch: async (request, { payload, settings }) => {
    const due = payload.map(({ data }) => ({ event: data, targets: targetsOf(data, settings.writeKeys) }));
    for (const writeKey of new Set(due.flatMap(({ targets }) => targets))) {
      const wanted = due.filter(({ targets }) => targets.includes(writeKey));
      await post(
        request,
        settings,
        writeKey,
        wanted.map(({ event }) => event),
      );
    }
    const { MultiStatusResponse } = actionsCore();
    const results = new MultiStatusResponse();
    due.forEach(({ targets }, at) => {
      if (targets.length > 0) results.setSuccessResponseAtIndex(at, { status: 200, sent: {}, body: {} });
      else results.setErrorResponseAtIndex(at, refusedInBatch(BEEN_EVERYWHERE));
    });
    return results;
  },
};

/** Sends a source's events into other sources, here or at any server that speaks the Tracking API. */
export const repeaterDestination = {
  name: 'Repeater',
  slug: 'repeater',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      writeKeys: {
        type: 'string',
        label: 'Write Keys',
        description: 'The write keys of the sources that get each event again, one a line.',
        multiple: true,
        required: true,
      },
      endpoint: {
        type: 'string',
        label: 'Server',
        description: 'The origin of the server that these sources belong to. Empty means this one.',
        format: 'uri',
      },
    },
  },
  actions: { repeat },
} as unknown as AnyDefinition;
