import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RESERVED_SLUGS } from './reserved-slugs';
import { slugOfName } from './slug-of-name.schema';
import { workspaceSlugSchema } from './workspace.schema';

const APP = path.resolve(import.meta.dirname, '../../app');
const FILE_ROUTES = /^(icon|apple-icon|favicon|manifest|robots|sitemap|opengraph-image)\b.*$/;

/** The first parts of addresses that app/ answers: folders, those inside route groups, and files that are served. */
function topLevelNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return FILE_ROUTES.test(entry.name) && !/\.tsx?$/.test(entry.name) ? [entry.name] : [];
    if (/^\(.*\)$/.test(entry.name)) return topLevelNames(path.join(folder, entry.name));
    return /^[[_]/.test(entry.name) ? [] : [entry.name];
  });
}

it('reserves every top-level route of the dashboard', () => {
  const names = topLevelNames(APP);
  expect(names).toContain('sign-in');
  expect(names.filter((name) => !RESERVED_SLUGS.has(name))).toEqual([]);
});

it.each(['v1', 'analytics.js', 'public-api', 'api', '_next', 'favicon.ico'])(
  'reserves %s, which is served outside of pages',
  (name) => {
    expect(RESERVED_SLUGS.has(name)).toBe(true);
  },
);

it.each(['settings', 'Sign-In', ' v1 ', 'a', '-acme', 'acme-', 'ac--me', 'ac_me', 'äcme', '../x', 'a'.repeat(49)])(
  'refuses the slug %j',
  (slug) => {
    expect(workspaceSlugSchema.safeParse(slug).success).toBe(false);
  },
);

it.each(['acme', 'acme-2', '42', 'a'.repeat(48)])('takes the slug %j', (slug) => {
  expect(workspaceSlugSchema.safeParse(slug).success).toBe(true);
});

it.each([
  ['Café & Söhne', 'cafe-sohne'],
  ['  Toast’s  Mates! ', 'toasts-mates'],
  ['Settings', 'settings-workspace'],
  ['X', 'x-workspace'],
  ['東京', ''],
])('derives a slug from %j', (name, slug) => {
  expect(slugOfName(name)).toBe(slug);
  if (slug !== '') expect(workspaceSlugSchema.safeParse(slug).success).toBe(true);
});
