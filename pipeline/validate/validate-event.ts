import type { EventType, Json } from '@/spec/event';
import type { IngestReason } from '@/spec/outcome';
import { isJsonObject, isText, type Draft } from './json-object';

const CONSENT_EVENT = 'Segment Consent Preference Updated';

/**
 * Why `event` fails on ingest as a call of `type`, or null when it is valid: the checks of segment-facts 1.6, nothing more.
 * null counts as absent, because SDKs send it for "unknown".
 */
export function validateEvent(type: EventType, event: Draft): IngestReason | null {
  return identityProblem(event) ?? callProblem(type, event) ?? commonProblem(event);
}

function identityProblem({ userId, anonymousId }: Draft): IngestReason | null {
  if (userId == null && anonymousId == null) return 'no_user_anon_id';
  if (userId != null && !isText(userId)) return 'id_not_string';
  if (anonymousId != null && !isText(anonymousId)) return 'id_not_string';
  return null;
}

function callProblem(type: EventType, event: Draft): IngestReason | null {
  switch (type) {
    case 'track':
      return trackProblem(event);
    case 'identify':
      return objectOrAbsent(event.traits) ? null : 'traits_not_object';
    case 'group':
      if (!isId(event.groupId)) return 'group_id_required';
      return objectOrAbsent(event.traits) ? null : 'traits_not_object';
    case 'alias':
      return isId(event.previousId) ? null : 'previous_id_required';
    case 'page':
    case 'screen':
      if (event.name != null && !isText(event.name)) return 'name_not_string';
      // Kotlin's and C#'s SDK send '' for a screen without a category.
      if (event.category != null && typeof event.category !== 'string') return 'category_not_string';
      return objectOrAbsent(event.properties) ? null : 'properties_not_object';
  }
}

function trackProblem({ event: name, properties, context }: Draft): IngestReason | null {
  if (name == null || name === '') return 'event_not_defined';
  if (typeof name !== 'string') return 'event_not_string';
  if (!objectOrAbsent(properties)) return 'properties_not_object';
  return name === CONSENT_EVENT ? consentProblem(context) : null;
}

function consentProblem(context: Json | undefined): IngestReason | null {
  const consent = isJsonObject(context) ? context.consent : undefined;
  const preferences = isJsonObject(consent) ? consent.categoryPreferences : undefined;
  if (preferences == null) return 'consent_categorypreferences_should_exist';
  if (!isJsonObject(preferences)) return 'consent_categorypreferences_fields_should_be_object';
  const allBoolean = Object.values(preferences).every((choice) => typeof choice === 'boolean');
  return allBoolean ? null : 'consent_categorypreferences_fields_should_be_bool';
}

function commonProblem({ context, integrations }: Draft): IngestReason | null {
  if (!objectOrAbsent(integrations)) return 'integrations_not_object';
  if (context == null) return null;
  if (!isJsonObject(context)) return 'context_not_object';
  const { device, consent } = context;
  if (isJsonObject(device) && device.advertisingId != null && typeof device.advertisingId !== 'string') {
    return 'device_advertisingid_should_be_string';
  }
  if (isJsonObject(consent) && consent.version != null && typeof consent.version !== 'number') {
    return 'consent_version_should_be_number';
  }
  return null;
}

/** Text, or a number, which Python's and Ruby's SDK pass on as it is and which is stored as text. */
function isId(value: Json | undefined): boolean {
  return isText(value) || (typeof value === 'number' && Number.isFinite(value));
}

function objectOrAbsent(value: Json | undefined): boolean {
  return value == null || isJsonObject(value);
}
