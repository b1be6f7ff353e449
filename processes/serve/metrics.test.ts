import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics, formatMetrics, type IngestMetrics } from './metrics';

const TOKEN = 'a-token-for-one-test';
const STATE: IngestMetrics = {
  held: 3,
  failure: null,
  away: true,
  committedEvents: 10,
  duplicateEvents: 1,
  refusedEvents: 2,
  refusedByDoor: 4,
  unknownKeyEvents: 1,
  metricsRequests: 0,
  turnedAway: 0,
  slowBodies: 0,
  bodyBytes: 0,
  spool: {
    bytes: 4096,
    events: 7,
    oldestAt: 1000,
    foreignEvents: 0,
    asideBytes: 0,
    maxBytes: 8192,
    hasRoom: true,
    spooledEvents: 9,
    drainedEvents: 2,
    drainRate: 5,
    drainFailure: null,
    setAside: 0,
    damaged: 0,
    refused: 0,
    refusedAt: null,
  },
};

async function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  const handle = createMetrics({ token: TOKEN, state: () => STATE });
  const server = createServer((req, res) => void handle(req, res)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/api/metrics', headers, agent: false }, (res) => {
      res.resume();
      resolve(res.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('/api/metrics', () => {
  it('gives one sample to each metric, with its type and meaning', () => {
    const text = formatMetrics(STATE, 61_000);
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of samples) expect(line).toMatch(/^switchyard_[a-z_]+ \d+$/);
    expect(samples).toContain('switchyard_spool_events 7');
    expect(samples).toContain('switchyard_spool_oldest_seconds 60');
    expect(samples).toContain('switchyard_log_away 1');
    expect(text).toContain('# TYPE switchyard_events_spooled_total counter');
  });

  it('answers this machine and whoever knows the token, not what a proxy passes on', async () => {
    expect(await statusOf({})).toBe(200);
    expect(await statusOf({ 'x-forwarded-for': '203.0.113.7' })).toBe(404);
    expect(await statusOf({ forwarded: 'for=203.0.113.7', authorization: 'Bearer wrong' })).toBe(404);
    expect(await statusOf({ 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}` })).toBe(200);
  });
});
