import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { storedEvent } from '@/testing/send-by-preset';
import { defaultMapping } from '../registry';
import { loadedDefinition } from '../run/inside/loaded-definition';
import { runEvents } from '../run/inside/run-events';
import { repeated } from './repeat-chain';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = (messageId: string) => storedEvent('track', { messageId, event: 'Signed Up' });

async function send(writeKeys: string[], events: JsonObject[], batch = true) {
  const found = (await loadedDefinition('repeater')) ?? expect.fail('The catalog has no Repeater.');
  const mapping = defaultMapping('repeater', 'repeat');
  const step = { type: 'repeater', actionSlug: 'repeat', mapping, settings: { writeKeys, endpoint: receiver.url } };
  return (await runEvents(found, step, events, { batch })).results;
}

/** What each request carried, by messageId. */
const sent = () =>
  receiver.bodies().map((body) => (body as { batch: { messageId: string }[] }).batch.map(({ messageId }) => messageId));

const REFUSED = {
  kind: 'final',
  reason: 'MESSAGE_REJECTED',
  message: 'The event has been through all of these sources already.',
};

describe('Repeater', () => {
  it.each([true, false])(
    'calls an event that has been everywhere refused, not delivered (in a batch: %s)',
    async (batch) => {
      expect(await send(['key-b'], [repeated(event('m1'), 'key-b')], batch)).toMatchObject([REFUSED]);
      expect(receiver.requests).toEqual([]);
    },
  );

  it('says of each event of a batch how it went, and sends the rest together', async () => {
    const events = [event('m1'), repeated(event('m2'), 'key-b'), event('m3')];
    expect(await send(['key-b'], events)).toMatchObject([{ kind: 'ok' }, REFUSED, { kind: 'ok' }]);
    expect(sent()).toEqual([['m1', 'm3']]);
  });

  it('sends each source what it has not had, and only once when its key stands there twice', async () => {
    const events = [event('m1'), repeated(event('m2'), 'key-b')];
    expect(await send(['key-b', 'key-c', ' key-b '], events)).toMatchObject([{ kind: 'ok' }, { kind: 'ok' }]);
    expect(sent()).toEqual([['m1'], ['m1', 'm2']]);
  });

  it('tries the whole batch again when a source is away', async () => {
    receiver.reply(503);
    expect(await send(['key-b'], [event('m1'), event('m2')])).toMatchObject([
      { kind: 'retry', status: 503 },
      { kind: 'retry', status: 503 },
    ]);
  });
});
