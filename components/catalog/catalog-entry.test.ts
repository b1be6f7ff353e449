import { expect, it } from 'vitest';
import { destinationCatalog } from '../../catalog/destinations/registry';
import { catalogEntry, matchesCatalogSearch } from './catalog-entry';

const entries = destinationCatalog().map((metadata) => catalogEntry(metadata, metadata.type === 'webhook' ? 2 : 0));
const found = (search: string, category: string | null = null) =>
  entries.filter((entry) => matchesCatalogSearch(entry, search, category)).map((entry) => entry.type);

it('says of each destination what it receives and what one needs', () => {
  const windsor = entries.find((entry) => entry.type === 'windsor');
  expect(windsor).toMatchObject({
    receives: ['identify', 'track', 'page', 'screen', 'group', 'alias'],
    needs: ['API Key'],
  });
  expect(entries.find((entry) => entry.type === 'webhook')).toMatchObject({ needs: ['URL'], inUse: 2 });
});

it('finds by words of name, description and category, and by what the workspace uses', () => {
  expect(found('HTTP endpoint')).toContain('webhook');
  expect(found('crm windsor')).toEqual(['windsor']);
  expect(found('', 'CRM')).toEqual(['windsor']);
  expect(found('', 'In this workspace')).toEqual(['webhook']);
  expect(found('nothing like it')).toEqual([]);
});
