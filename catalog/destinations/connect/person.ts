/** Traits that have an attribute of their own at Connect, in the spellings senders use. */
const OWN_ATTRIBUTE = new Set(
  'name firstName first_name lastName last_name email phone phone_number timezone id userId'.split(' '),
);

/** First and last name: as given, else "name" split at its first space. Parts that are unknown are left out. */
export function splitName(given: { name?: string; firstName?: string; lastName?: string }): {
  first_name?: string;
  last_name?: string;
} {
  const [first = '', ...rest] = (given.name ?? '').trim().split(/\s+/);
  const firstName = given.firstName?.trim() || first;
  const lastName = given.lastName?.trim() || rest.join(' ');
  return { ...(firstName ? { first_name: firstName } : {}), ...(lastName ? { last_name: lastName } : {}) };
}

/** The device's push token under `apns` (Apple's systems) or `fcm` (Android); nothing for other devices. */
export function pushToken(device: { type?: string; token?: string }): { apns?: string[]; fcm?: string[] } {
  const type = device.type?.toLowerCase() ?? '';
  if (!device.token) return {};
  if (['ios', 'ipados', 'tvos', 'watchos', 'macos', 'iphone', 'ipad'].includes(type)) return { apns: [device.token] };
  return type === 'android' ? { fcm: [device.token] } : {};
}

/** Spelled as the list of zones does; such a name stays, since what JavaScript makes of it may be an older one. */
const AS_LISTED = /^([A-Z][A-Za-z0-9_+-]*\/)+[A-Z][A-Za-z0-9_+-]*$/;

/** The zone by its Olson name ("Europe/Vienna"), which is all that Connect accepts, however its sender spells it. */
export function olsonZone(zone: string | undefined): { timezone?: string } {
  if (!zone || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return {};
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return { timezone: AS_LISTED.test(zone) ? zone : timeZone };
  } catch {
    return {};
  }
}

/** The traits that have no attribute of their own. */
export function otherTraits(traits: Record<string, unknown> | undefined): { attributes?: Record<string, unknown> } {
  const rest = Object.entries(traits ?? {}).filter(([key]) => !OWN_ATTRIBUTE.has(key));
  return rest.length > 0 ? { attributes: Object.fromEntries(rest) } : {};
}
