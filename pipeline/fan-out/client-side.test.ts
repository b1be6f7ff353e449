import { describe, expect, it } from 'vitest';
import type { Json, SegmentEvent } from '@/spec/event';
import { sentByClient } from './client-side';

const from = (metadata: Json | undefined) => {
  const event = { type: 'track', event: 'A', messageId: 'm', _metadata: metadata } as unknown as SegmentEvent;
  return sentByClient(event, 'dst_1', ['Tool', 'Tool (Actions)']);
};

describe('what a page has sent itself', () => {
  it.each([
    [{ bundled: ['Segment.io', 'Tool'], bundledIds: [] }, true],
    [{ bundled: ['Tool (Actions)'] }, true],
    [{ bundledIds: ['dst_1'] }, true],
    [{ bundled: ['Segment.io', 'Other'], unbundled: ['Tool'], bundledIds: ['dst_2'] }, false],
    [{ bundled: ['Tool'], bundledIds: ['dst_1'], failedInitializations: ['Tool'] }, false],
    [{ bundled: 'Tool' }, false],
    [['Tool'], false],
    [null, false],
    [undefined, false],
  ])('is told by %j: %s', (metadata, expected) => {
    expect(from(metadata)).toBe(expected);
  });
});
