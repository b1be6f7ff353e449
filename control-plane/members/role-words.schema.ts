import type { Role } from '../context';

/** The roles in words, from most to least powerful, as every screen names and explains them. */
export const ROLE_WORDS: readonly { value: Role; label: string; help: string }[] = [
  { value: 'OWNER', label: 'Owner', help: 'Everything, people and API tokens included' },
  { value: 'SOURCE_ADMIN', label: 'Source Admin', help: 'Sources with their destinations, filters and write keys' },
  { value: 'VIEWER', label: 'Viewer', help: 'Sees everything but keys and secrets, changes nothing' },
];

/** "Source Admin". */
export function roleLabel(role: Role): string {
  return ROLE_WORDS.find(({ value }) => value === role)?.label ?? role;
}
