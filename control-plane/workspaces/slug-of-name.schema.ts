import { RESERVED_SLUGS } from './reserved-slugs';
import { MAX_SLUG } from './workspace.schema';

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
