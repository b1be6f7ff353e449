/** A property of an event, as autocomplete offers it. */
export interface KnownProperty {
  /** "properties.total"; in a list, "properties.products[].price". */
  path: string;
  /** What it is, in one word: string, number, boolean, list, object. */
  type: string;
  /** A value that was seen. */
  example: string | null;
  /** In how many of the events read it was seen; null for one that only the spec names. */
  seen: number | null;
}

const named = (type: string, ...paths: string[]): KnownProperty[] =>
  paths.map((path) => ({ path, type, example: null, seen: null }));

/** The fields that the Segment Spec names, for sources that have not sent them yet. */
export const SPEC_PROPERTIES: readonly KnownProperty[] = [
  ...named('string', 'userId', 'anonymousId', 'event', 'name', 'type', 'messageId', 'groupId', 'previousId'),
  ...named('string', 'timestamp', 'receivedAt', 'sentAt', 'originalTimestamp'),
  ...named('object', 'properties', 'traits', 'context', 'integrations'),
  ...named('string', 'properties.currency', 'properties.order_id', 'properties.email', 'properties.name'),
  ...named('number', 'properties.revenue', 'properties.total', 'properties.value', 'properties.quantity'),
  ...named('list', 'properties.products'),
  ...named('string', 'properties.products[].product_id', 'properties.products[].sku', 'properties.products[].name'),
  ...named('number', 'properties.products[].price', 'properties.products[].quantity'),
  ...named('string', 'traits.email', 'traits.phone', 'traits.name', 'traits.firstName', 'traits.lastName'),
  ...named('string', 'traits.title', 'traits.company.name', 'traits.address.city', 'traits.address.country'),
  ...named('string', 'context.ip', 'context.userAgent', 'context.locale', 'context.timezone'),
  ...named('string', 'context.page.url', 'context.page.path', 'context.page.title', 'context.page.referrer'),
  ...named('string', 'context.campaign.name', 'context.campaign.source', 'context.campaign.medium'),
  ...named('string', 'context.device.id', 'context.device.type', 'context.device.token', 'context.os.name'),
  ...named('string', 'context.app.name', 'context.app.version', 'context.traits.email', 'context.traits.phone'),
];

/** The properties seen, then those of the spec that were not. */
export function withSpec(seen: readonly KnownProperty[]): KnownProperty[] {
  const known = new Set(seen.map(({ path }) => path));
  return [...seen, ...SPEC_PROPERTIES.filter(({ path }) => !known.has(path))];
}

/**
 * The properties that can be written at a place: within the items of the list `scope`, those of an item; elsewhere those
 * of the event, without the insides of lists.
 */
export function inScope(properties: readonly KnownProperty[], scope: string | null): KnownProperty[] {
  if (scope === null) return properties.filter(({ path }) => !path.includes('[]'));
  const start = `${scope}[].`;
  return properties
    .filter(({ path }) => path.startsWith(start) && !path.slice(start.length).includes('[]'))
    .map((property) => ({ ...property, path: property.path.slice(start.length) }));
}

/** The properties that fit what was typed: those that begin with it, then those with a part that does, then the rest. */
export function matchingProperties(properties: readonly KnownProperty[], typed: string): KnownProperty[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/^\$\.?/, '');
  if (wanted === '') return [...properties];
  const rank = ({ path }: KnownProperty): number => {
    const text = path.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.includes(`.${wanted}`)) return 1;
    return text.includes(wanted) ? 2 : 3;
  };
  return properties
    .map((property) => ({ property, rank: rank(property) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.property);
}
