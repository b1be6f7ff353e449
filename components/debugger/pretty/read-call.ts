import { isEventType, type EventType, type Json, type JsonObject } from '@/spec/event';

/** The parts of a call, whatever they are: an event that was not accepted may have a number for a name. */
export interface Call {
  type: EventType;
  event?: Json;
  name?: Json;
  category?: Json;
  userId?: Json;
  anonymousId?: Json;
  groupId?: Json;
  previousId?: Json;
  /** properties of a track, page or screen; traits of an identify or group. */
  body?: Json;
  /** Only when it says something. */
  integrations?: Json;
}

/** Whether a type's body is called traits. */
export function bodyName(type: EventType): 'traits' | 'properties' {
  return type === 'identify' || type === 'group' ? 'traits' : 'properties';
}

/** The call that made `payload`; null when its type is not one of the six. */
export function readCall(payload: JsonObject): Call | null {
  const { type } = payload;
  if (!isEventType(type)) return null;
  const body = payload[bodyName(type)];
  const call: Call = { type };
  if (type === 'track') call.event = payload.event;
  if (type === 'page' || type === 'screen') {
    call.name = payload.name;
    call.category = payload.category;
  }
  if (type === 'group') call.groupId = payload.groupId;
  if (type === 'alias') call.previousId = payload.previousId;
  call.userId = payload.userId ?? undefined;
  call.anonymousId = payload.anonymousId ?? undefined;
  if (type !== 'alias') call.body = body;
  const { integrations } = payload;
  if (typeof integrations === 'object' && integrations !== null && Object.keys(integrations).length > 0) {
    call.integrations = integrations;
  }
  return call;
}

/** The parts of a call under the names of the Spec, in the order in which people write them; what is absent is left out. */
export function namedParts(call: Call): [string, Json][] {
  const parts: [string, Json | undefined][] = [
    ['userId', call.userId],
    ['anonymousId', call.anonymousId],
    ['previousId', call.previousId],
    ['groupId', call.groupId],
    ['event', call.event],
    ['category', call.category],
    ['name', call.name],
    [bodyName(call.type), call.body],
    ['integrations', call.integrations],
  ];
  return parts.filter((part): part is [string, Json] => part[1] !== undefined);
}
