import { describe, expect, it } from 'vitest';
import type { Owner } from '../../../receive/write-key-cache';
import { readRequest } from './ingest-request';

const KEY = 'k'.repeat(32);
const OWNER: Owner = {
  key: KEY,
  writeKeyId: 'key_1',
  sourceId: 'src_1',
  workspaceId: 'wks_1',
  enabled: true,
  honestMode: false,
  eventsPerSecond: null,
  oauthAppId: null,
  oauthRequired: false,
};

describe('readRequest', () => {
  const read = async (body: object) => {
    const arrival = {
      receivedAt: { at: 0, iso: '1970-01-01T00:00:00.000Z' },
      requestId: 'r',
      retryCount: 0,
      ip: null,
      userAgent: null,
      channel: null,
    };
    const text = JSON.stringify({ writeKey: KEY, ...body });
    const request = {
      route: { kind: 'batch' as const },
      text,
      credentials: { kind: 'none' as const },
      arrival,
      honest: false,
    };
    const reading = await readRequest(request, (key) => (key === KEY ? OWNER : null));
    if (!reading.ok) throw new Error(reading.refusal.code);
    return reading;
  };
  const event = { type: 'page', userId: 'u' };

  it("holds the context that a batch shares to the rules of an event's own", async () => {
    const context = { consent: { version: 'two' } };
    const mended = { ...event, context: { consent: { version: 2 } } };
    const { rows } = await read({ context, batch: [event, mended] });
    expect(rows.map(({ reason }) => reason)).toEqual(['consent_version_should_be_number', null]);
  });

  it('takes the consent of a consent event from the context of its batch', async () => {
    const consent = { ...event, type: 'track', event: 'Segment Consent Preference Updated' };
    const { rows } = await read({ context: { consent: { categoryPreferences: { ads: true } } }, batch: [consent] });
    expect(rows.map(({ reason }) => reason)).toEqual([null]);
  });

  it('counts the characters of every row, that of a batch which failed as a whole too', async () => {
    for (const batch of [[], 7, [event, {}]]) {
      const { rows, characters } = await read({ batch, context: { note: 'x'.repeat(1000) } });
      expect(characters).toBe(rows.reduce((sum, { payload }) => sum + payload.length, 0));
    }
  });
});
