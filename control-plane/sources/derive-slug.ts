const MAX_LENGTH = 80;

/** A slug for a name: lower-case letters, digits and hyphens ("Café — Web" → "cafe-web"); "source" when nothing is left. */
export function deriveSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return slug || 'source';
}

/** `slug`, or `slug-2`, `slug-3` … : the first that is not among `taken`. */
export function freeSlug(slug: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  if (!used.has(slug)) return slug;
  let number = 2;
  while (used.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
