import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { storedEvent } from '@/testing/send-by-preset';
import { repeated, targetsOf } from './repeat-chain';

const event = storedEvent('track', { event: 'A', _metadata: { requestId: 'r' }, sentAt: '2026-11-22T08:00:00.000Z' });

describe('the chain of a repeated event', () => {
  it('leaves the event as it is but for the way it has come', () => {
    expect(repeated(event, 'key-b')).toEqual({
      ...{ messageId: 'm1', type: 'track', event: 'A', userId: 'user-123', integrations: {} },
      timestamp: event.timestamp,
      context: { repeatChain: [createHash('md5').update('key-b').digest('hex')] },
    });
  });

  it('ends a circle: nothing goes twice into one source', () => {
    const atB = repeated(event, 'key-b');
    const atA = repeated(atB, 'key-a');
    expect(targetsOf(event, ['key-b'])).toEqual(['key-b']);
    expect(targetsOf(atB, ['key-a'])).toEqual(['key-a']);
    expect(targetsOf(atA, ['key-b'])).toEqual([]);
    expect(targetsOf(atA, ['key-b', 'key-c'])).toEqual(['key-c']);
  });

  it('ends a way that is too long, and a source that repeats into itself', () => {
    let far: JsonObject = event;
    for (let step = 0; step < 10; step += 1) far = repeated(far, `key-${step}`);
    expect(targetsOf(far, ['fresh'])).toEqual([]);
    expect(targetsOf(repeated(event, 'own'), ['own'])).toEqual([]);
  });

  it('names each target once and no empty one', () => {
    expect(targetsOf(event, ['a', ' a ', '', 'b'])).toEqual(['a', 'b']);
    expect(targetsOf({ ...event, context: { repeatChain: 'odd' } }, ['a'])).toEqual(['a']);
  });
});
