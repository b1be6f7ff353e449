import { RESERVED_SLUGS } from './reserved-slugs';

/** The longest slug; leaves room for "-2", "-3" … when one is derived from a name. */
export const MAX_SLUG = 48;

/** A slug for a name: "Café & Söhne" → "cafe-sohne". May be empty, when the name has no letter or digit of ours. */
export function slugOfName(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
  return RESERVED_SLUGS.has(slug) || slug.length === 1 ? `${slug}-workspace` : slug;
}
