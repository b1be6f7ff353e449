import { describe, expect, it } from 'vitest';
import type { Json } from '@/spec/event';
import { libraryChannel } from './client-library';

describe('libraryChannel', () => {
  it.each([
    ['analytics.js', 'browser'],
    ['@segment/analytics-next', 'browser'],
    ['analytics-ios', 'mobile'],
    ['analytics-android', 'mobile'],
    ['analytics-swift', 'mobile'],
    ['analytics-kotlin', 'mobile'],
    ['@segment/analytics-react-native', 'mobile'],
    ['analytics_flutter', 'mobile'],
    ['@segment/analytics-node', 'server'],
    ['analytics-python', 'server'],
    ['analytics-ruby', 'server'],
  ])('knows that events of %s are made on a %s', (name, channel) => {
    expect(libraryChannel({ name, version: '1' })).toBe(channel);
  });

  it.each<{ library: Json | undefined }>(
    [undefined, null, 'analytics.js', {}, { name: 7 }, { name: '' }].map((library) => ({ library: library as Json })),
  )('says nothing of the library $library', ({ library }) => {
    expect(libraryChannel(library)).toBeNull();
  });
});
