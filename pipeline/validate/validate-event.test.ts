import { describe, expect, it } from 'vitest';
import type { EventType, JsonObject } from '@/spec/event';
import { INGEST_REASONS, type IngestReason } from '@/spec/outcome';
import { validateEvent } from './validate-event';

const consent = (categoryPreferences: JsonObject | string | undefined): JsonObject => ({
  event: 'Segment Consent Preference Updated',
  context: { consent: categoryPreferences === undefined ? {} : { categoryPreferences } },
});

const INVALID: [IngestReason, EventType, JsonObject][] = [
  ['no_user_anon_id', 'track', { userId: null, event: 'A' }],
  ['id_not_string', 'track', { userId: 7, event: 'A' }],
  ['id_not_string', 'track', { userId: '', event: 'A' }],
  ['id_not_string', 'track', { anonymousId: { id: 1 }, event: 'A' }],
  ['event_not_defined', 'track', {}],
  ['event_not_defined', 'track', { event: '' }],
  ['event_not_string', 'track', { event: 7 }],
  ['properties_not_object', 'track', { event: 'A', properties: [] }],
  ['properties_not_object', 'page', { properties: 'x' }],
  ['properties_not_object', 'screen', { properties: 1 }],
  ['traits_not_object', 'identify', { traits: 'x' }],
  ['traits_not_object', 'group', { groupId: 'g', traits: [] }],
  ['name_not_string', 'page', { name: '' }],
  ['name_not_string', 'screen', { name: 7 }],
  ['category_not_string', 'page', { category: 7 }],
  ['group_id_required', 'group', {}],
  ['previous_id_required', 'alias', {}],
  ['context_not_object', 'page', { context: 'x' }],
  ['integrations_not_object', 'page', { integrations: [] }],
  ['device_advertisingid_should_be_string', 'page', { context: { device: { advertisingId: 7 } } }],
  ['consent_version_should_be_number', 'page', { context: { consent: { version: '2' } } }],
  ['consent_categorypreferences_should_exist', 'track', consent(undefined)],
  ['consent_categorypreferences_fields_should_be_object', 'track', consent('all')],
  ['consent_categorypreferences_fields_should_be_bool', 'track', consent({ ads: 'yes' })],
];

const VALID: [EventType, JsonObject][] = [
  ['identify', { userId: 'u' }],
  ['identify', { anonymousId: 'a', userId: null, traits: null }],
  ['track', { userId: 'u', event: 'A' }],
  ['track', { userId: 'u', ...consent({ ads: true, analytics: false }) }],
  ['page', { anonymousId: 'a' }],
  ['page', { anonymousId: 'a', name: null, category: null, properties: null, context: null, integrations: null }],
  ['screen', { anonymousId: 'a', name: 'Home', category: 'Shop' }],
  ['screen', { anonymousId: 'a', name: 'Home', category: '' }],
  ['group', { userId: 'u', groupId: 7 }],
  ['alias', { userId: 'u', previousId: 7 }],
  ['group', { userId: 'u', groupId: 'g' }],
  ['alias', { userId: 'u', previousId: 'p' }],
];

describe('validateEvent', () => {
  it.each(INVALID)('says %s of a %s call %j', (reason, type, event) => {
    const identified = 'userId' in event || 'anonymousId' in event ? event : { userId: 'u', ...event };
    expect(validateEvent(type, identified)).toBe(reason);
    expect(INGEST_REASONS[reason]).toMatch(/\.$/);
  });

  it.each(VALID)('accepts a %s call %j', (type, event) => {
    expect(validateEvent(type, event)).toBeNull();
  });
});
