import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import type { EventRun } from '../contract';
import { definitionRuns } from './definition-runs';
import { runInside } from './run-inside';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = (fields: JsonObject = {}): JsonObject => ({
  type: 'track',
  event: 'E',
  messageId: 'm1',
  timestamp: '2026-11-22T08:00:00.000Z',
  receivedAt: '2026-11-22T08:00:01.000Z',
  context: {},
  ...fields,
});
const step = (mapping: JsonObject = {}, settings: JsonObject = {}) => ({
  type: 'webhook',
  actionSlug: 'send',
  mapping: { url: receiver.url, method: 'POST', data: { '@path': '$.' }, ...mapping },
  settings,
});
async function run(made: object, events: (JsonObject | string)[], rules?: OutboundRules, dryRun = false) {
  const runs: EventRun[] = [];
  const texts = events.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const onEvent = (index: number, one: EventRun) => void (runs[index] = one);
  await runInside(JSON.stringify(made), texts, { rules, dryRun, serial: false, onStart: () => undefined, onEvent });
  return runs;
}
const results = async (...args: Parameters<typeof run>) => (await run(...args)).map(({ result }) => result);

describe('a run', () => {
  it("uses Segment's own definition with settings (guards the override of fast-uri in package.json)", async () => {
    expect(await definitionRuns.settingsProblem('webhook', { sharedSecret: 'secret' })).toBeNull();
    expect(await results(step({}, { sharedSecret: 'secret' }), [event()])).toEqual([{ kind: 'ok' }]);
    expect(receiver.requests[0]?.headers['x-signature']).toMatch(/^[0-9a-f]{40}$/);
  });

  it('sends the request of a definition through the one way out: not to a private address, not after a redirect', async () => {
    const closed = { allowPrivateNetworks: [] };
    const blocked = { kind: 'final', reason: 'BLOCKED_ADDRESS' };
    expect(await results(step(), [event()], closed)).toMatchObject([blocked]);
    const urls = [`http://localhost:${receiver.port}`, `http://[::ffff:127.0.0.1]:${receiver.port}`];
    for (const url of [...urls, `http://2130706433:${receiver.port}`])
      expect(await results(step({ url }), [event()], closed)).toMatchObject([blocked]);
    expect(receiver.requests).toHaveLength(0);
    receiver.reply({ status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    expect(await results(step(), [event()])).toMatchObject([{ kind: 'final', reason: '307' }]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('sends nothing when it is dry, and shows what would be sent', async () => {
    const [made] = await run(step(), [event()], undefined, true);
    expect(receiver.requests).toHaveLength(0);
    expect(made).toMatchObject({
      result: { kind: 'ok' },
      exchanges: [{ request: { method: 'POST' }, response: null }],
    });
    expect(JSON.parse(made?.exchanges[0]?.request.body ?? '')).toMatchObject({ messageId: 'm1' });
  });

  it('goes one by one unless the mapping asks for more than one event a request, and never over a hundred', async () => {
    const many = Array.from({ length: 150 }, () => event());
    for (const batch_size of [0, 1]) await run(step({ batch_size }), many.slice(0, 3));
    expect(receiver.requests).toHaveLength(6);
    await run(step({ batch_size: 1e9 }), many);
    const sizes = receiver
      .bodies<unknown[]>()
      .slice(6)
      .map((body) => body.length);
    expect(sizes.sort()).toEqual([100, 50]);
  });

  it('keeps events apart whose requests differ', async () => {
    const url = (path: string) => event({ properties: { url: `${receiver.url}/${path}` } });
    await run(step({ batch_size: 10, url: { '@path': '$.properties.url' } }), [url('a'), url('b'), url('a')]);
    const sent = receiver.requests.map(({ path, body }) => [path, (JSON.parse(body) as unknown[]).length]);
    expect(sent.sort()).toEqual([
      ['/a', 2],
      ['/b', 1],
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a directive that does not exist', { '@bogus': 1 }, /^url: The mapping has an invalid directive: @bogus\.$/],
    ['a template that cannot be read', { '@liquid': '{{ event }}{% if %}' }, /^url: invalid value expression/],
    ['a tag that is switched off', { '@liquid': '{% for a in b %}{% endfor %}' }, /^url: tag "for" is disabled/],
  ])('gives up at once on %s, with the sentence of the preview', async (_what, url, said) => {
    const message = expect.stringMatching(said) as string;
    for (const batch_size of [0, 10])
      expect(await results(step({ url, batch_size }), [event(), event()])).toEqual(
        Array.from({ length: 2 }, () => ({ kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message })),
      );
    const { problems } = await definitionRuns.preview(step({ url }), event());
    expect(problems.map(({ path, message: words }) => `${path}: ${words}`)).toEqual([message]);
    expect(receiver.requests).toHaveLength(0);
  });

  it('ends only the events of a batch that cannot be mapped, and sends the others in one request', async () => {
    const mapping = { batch_size: 10, data: { a: { '@path': { '@path': '$.properties.where' } } } };
    const of = (where: unknown) => event({ properties: { where } as JsonObject });
    const ended = await results(step(mapping), [of('$.event'), of(1), of('$.type'), of(2)]);
    expect(ended).toMatchObject([
      { kind: 'ok' },
      { kind: 'final', reason: 'MESSAGE_REJECTED', message: 'data.a: @path: expected string, got number' },
      { kind: 'ok' },
      { kind: 'final', reason: 'MESSAGE_REJECTED' },
    ]);
    expect(receiver.bodies()).toEqual([[{ a: 'E' }, { a: 'track' }]]);
  });

  it('sends a batch as one request and tells a bad event from the good ones', async () => {
    const mapping = {
      batch_size: 10,
      data: { '@path': '$.properties.data' },
      method: { '@path': '$.properties.method' },
      batch_keys: ['url'],
    };
    const events = [1, 2, 3].map((n) => event({ properties: { data: { n }, method: n === 2 ? 'BREW' : 'POST' } }));
    expect(await results(step(mapping), events)).toMatchObject([
      { kind: 'ok' },
      { kind: 'final', reason: 'MESSAGE_REJECTED' },
      { kind: 'ok' },
    ]);
    expect(receiver.bodies()).toEqual([[{ n: 1 }, { n: 3 }]]);
  });

  it.each([400, 413, 422])(
    'finds the event for which a whole batch is refused with %s, and sends the others',
    async (status) => {
      receiver.reply(({ body }) => (body.includes('"bad"') ? status : 200));
      const events = Array.from({ length: 100 }, (_, n) => event({ messageId: n === 37 ? 'bad' : `m${n}` }));
      const ended = await results(step({ batch_size: 100 }), events);
      expect(ended.filter(({ kind }) => kind === 'ok')).toHaveLength(99);
      expect(ended[37]).toMatchObject({ kind: 'final', reason: String(status) });
      expect(receiver.requests.length).toBeLessThanOrEqual(15);
      const taken = receiver
        .bodies<{ messageId: string }[]>()
        .filter((body) => !body.some((one) => one.messageId === 'bad'));
      expect(new Set(taken.flat().map(({ messageId }) => messageId)).size).toBe(99);
    },
  );

  it('asks at most twice per event when every event of a batch is refused', async () => {
    receiver.reply(400);
    const ended = await results(
      step({ batch_size: 10 }),
      Array.from({ length: 10 }, () => event()),
    );
    expect(ended).toHaveLength(10);
    expect(new Set(ended.map((one) => one.kind))).toEqual(new Set(['final']));
    expect(receiver.requests).toHaveLength(19);
  });

  it('does not take a batch apart that is refused for other reasons', async () => {
    for (const status of [401, 403, 404, 429, 500]) {
      receiver.reply(status);
      const before = receiver.requests.length;
      await run(step({ batch_size: 10 }), [event(), event()]);
      expect([status, receiver.requests.length - before]).toEqual([status, 1]);
    }
  });

  it('gives every event of a batch that was not answered the same result', async () => {
    receiver.reply(503);
    expect(await results(step({ batch_size: 10 }), [event(), event()])).toMatchObject([
      { kind: 'retry', reason: '503' },
      { kind: 'retry', reason: '503' },
    ]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('ends what cannot be read, an unknown action and an unknown type, and does not call them delivered', async () => {
    expect(await results(step(), ['{"type":', event()])).toMatchObject([
      { kind: 'final', reason: 'INTERNAL' },
      { kind: 'ok' },
    ]);
    const invalid = [{ kind: 'final', reason: 'INVALID_SETTINGS' }];
    expect(await results({ ...step(), actionSlug: 'constructor' }, [event()])).toMatchObject(invalid);
    expect(await results({ ...step(), type: 'nothing' }, [event()])).toMatchObject(invalid);
  });

  it('is not polluted by keys such as __proto__', async () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ) as JsonObject;
    await run(step(), [event({ properties: hostile })]);
    expect(receiver.bodies()).toMatchObject([{ messageId: 'm1' }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
