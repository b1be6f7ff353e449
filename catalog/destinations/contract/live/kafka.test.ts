import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardSockets } from '@/platform/outbound-http/guard-sockets';
import type { JsonObject } from '@/spec/event';
import { findDestinationType } from '../../registry';
import { loadedDefinition } from '../../run/inside/loaded-definition';
import { runEvents, type RequestRun } from '../../run/inside/run-events';
import { canonicalEvent } from '../canonical-events';
import { exampleMapping } from '../example-values';
import { startKafkaBroker, type KafkaBroker } from './kafka-broker';

const RULES: { allowPrivateNetworks: string[] } = { allowPrivateNetworks: ['127.0.0.1/32'] };
let broker: KafkaBroker;
beforeAll(async () => {
  guardSockets(); // as the processes of definitions do when they start
  broker = await startKafkaBroker();
});
afterAll(() => broker.close());

/** Runs the events in one request. */
async function run(step: Parameters<typeof runEvents>[1], events: JsonObject[], rules = RULES): Promise<RequestRun> {
  const found = (await loadedDefinition('kafka')) ?? expect.fail('no such code');
  return runEvents(found, step, events, { rules, batch: events.length > 1 });
}

function step() {
  const action = findDestinationType('kafka')?.actions[0] ?? expect.fail('no action');
  const mapping = exampleMapping(action, { topic: 'events', key: { '@path': '$.userId' } });
  const settings = {
    ...{ clientId: 'switchyard', brokers: `127.0.0.1:${broker.port}`, mechanism: 'plain', ssl_enabled: false },
    ...{ username: 'shop', password: 's3cr3t' },
  };
  return { type: 'kafka', actionSlug: action.slug, mapping, settings };
}

describe('kafka, with a broker on loopback', () => {
  it('signs in and produces one message for an event, keyed and whole', async () => {
    const event = canonicalEvent('track', 'Order Completed');
    const { results } = await run(step(), [event]);
    expect(results).toEqual([{ kind: 'ok' }]);
    expect(broker.credentials).toEqual(['\0shop\0s3cr3t']);
    const [request = Buffer.alloc(0)] = broker.produced.splice(0);
    expect(request.includes('events')).toBe(true);
    expect(request.includes('user-1')).toBe(true);
    expect(request.includes(JSON.stringify(event))).toBe(true);
    expect(request.includes('s3cr3t')).toBe(false);
  });

  it('produces the events of a batch in one request', async () => {
    const events = ['message-1', 'message-2'].map((messageId) => ({ ...canonicalEvent('track', 'E'), messageId }));
    expect((await run(step(), events)).results).toEqual([{ kind: 'ok' }, { kind: 'ok' }]);
    const [request = Buffer.alloc(0), ...others] = broker.produced.splice(0);
    expect(others).toEqual([]);
    for (const event of events) expect(request.includes(JSON.stringify(event))).toBe(true);
  });

  it('does not reach a broker on an address that is not allowed', async () => {
    const own = { ...step(), settings: { ...step().settings, clientId: 'another' } };
    const { results } = await run(own, [canonicalEvent('track', 'E')], { allowPrivateNetworks: [] });
    expect(results).toMatchObject([
      { kind: 'final', reason: 'BLOCKED_ADDRESS', message: expect.stringContaining('not allowed') as string },
    ]);
    expect(broker.produced).toEqual([]);
  });
});
