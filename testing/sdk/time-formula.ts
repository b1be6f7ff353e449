import { expect } from 'vitest';
import type { LoggedEvent } from '../ingest-server';

/** Expects the four times of a stored event to obey, to the millisecond, `timestamp = receivedAt - (sentAt - originalTimestamp)`. */
export function expectTimeFormula({ payload }: LoggedEvent): void {
  const times = ['receivedAt', 'sentAt', 'originalTimestamp', 'timestamp'].map((field) => {
    expect(payload[field], field).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    return Date.parse(payload[field] as string);
  });
  const [receivedAt, sentAt, originalTimestamp, timestamp] = times as [number, number, number, number];
  expect(timestamp).toBe(receivedAt - (sentAt - originalTimestamp));
}
