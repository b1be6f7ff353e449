import { describe, expect, it, vi } from 'vitest';
import { eventStream, type StreamMessage } from './event-stream';

function setUp(options: Partial<Parameters<typeof eventStream>[0]> = {}) {
  const client = new AbortController();
  const stop = vi.fn();
  let send: (message: StreamMessage) => void = () => undefined;
  const response = eventStream({
    signal: client.signal,
    stillAllowed: () => Promise.resolve(true),
    open: (given) => {
      send = given;
      return Promise.resolve(stop);
    },
    ...options,
  });
  return { client, stop, response, send: (data: string) => send({ event: 'events', id: '7', data }) };
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> {
  const { value, done } = await reader.read();
  return done ? null : new TextDecoder().decode(value);
}

describe('eventStream', () => {
  it('sends each message at once, with headers that keep proxies from holding it back', async () => {
    const { response, send, client } = setUp();
    const answer = await response;
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect(await read(reader)).toBe('retry: 1500\n\n');
    send('[1]');
    expect(await read(reader)).toBe('event: events\nid: 7\ndata: [1]\n\n');
    client.abort();
    expect(await read(reader)).toBeNull();
  });

  it('stops watching when the client goes', async () => {
    const { response, stop, client } = setUp();
    await response;
    client.abort();
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('ends with the next heartbeat when access has ended', async () => {
    const { response, stop } = setUp({ heartbeatMs: 5, stillAllowed: () => Promise.resolve(false) });
    const reader = ((await response).body as ReadableStream<Uint8Array>).getReader();
    await read(reader);
    expect(await read(reader)).toBeNull();
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('cuts off a client that reads nothing instead of holding its events in memory', async () => {
    const { response, send, stop } = setUp();
    await response;
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let sent = 0; sent < 12; sent += 1) send(megabyte);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('answers with the error when watching is refused', async () => {
    const { response } = setUp({ open: () => Promise.reject(new Error('refused')) });
    await expect(response).rejects.toThrow('refused');
  });
});
