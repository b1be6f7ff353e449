import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver } from '@/testing/receiver';
import type { ToChild } from '../child/messages';
import { Complaints, LINES_PER_MINUTE } from './complaints';
import { isolatedRuns } from './isolated-runs';

const definitions = new URL('../../../../testing/definitions/bad-definitions.ts', import.meta.url).href;
const runs = isolatedRuns({ heapMb: 96, buffersMb: 96, stuckMs: 5000, definitions });
const written: string[] = [];
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused', logLevel: 'warn' });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => void (written.length = 0));
afterAll(async () => {
  vi.restoreAllMocks();
  await runs.close();
});

const lines = () =>
  written
    .filter((line) => line.includes('"definitions"'))
    .map((line) => JSON.parse(line) as { level: string; types: string[]; text: string; dropped?: number });
const runOf = (type: string, settings: object): ToChild => {
  const step = JSON.stringify({ type, actionSlug: 'send', mapping: {}, settings });
  return { kind: 'run', id: 1, step, events: [], options: { serial: false, announce: false } };
};

describe('what definitions write to the error output', () => {
  it('comes into the log as a warning with the type, and without the secrets of what runs', async () => {
    const receiver = await startReceiver();
    const mapping = { url: receiver.url, id: 'x', bad: true, enable_batching: false };
    const settings = { apiKey: 's3cr3t-of-the-shop' };
    await runs.run({ type: 'complains', actionSlug: 'send', mapping, settings }, [{ type: 'track' }]);
    await vi.waitFor(() => expect(lines()).toHaveLength(1));
    expect(lines()).toMatchObject([{ level: 'warn', types: ['complains'], text: 'bad key [redacted]' }]);
    expect(written.join('')).not.toContain('s3cr3t-of-the-shop');
    await receiver.close();
  });

  it('is cut and bounded a minute, whoever writes it and in whatever pieces', () => {
    const [one, other] = [new Complaints(), new Complaints()];
    one.expect(runOf('kafka', { password: 'hunter22', nested: { oauth: 'tok-tok-tok' } }));
    const start = Date.now() + 3_600_000;
    one.hear('a hunt', start);
    one.hear(`er22 and tok-tok-tok\n${'x'.repeat(100_000)}\n\n`, start);
    expect(lines().map(({ text }) => text)).toEqual(['a [redacted] and [redacted]', 'x'.repeat(400)]);
    for (let n = 0; n < 100; n += 1) other.hear(`line ${n}\n`, start + 1000);
    expect(lines()).toHaveLength(LINES_PER_MINUTE);
    one.hear('later\n', start + 61_000);
    expect(lines().at(-1)).toMatchObject({ text: 'later', dropped: 102 - LINES_PER_MINUTE });
  });
});
