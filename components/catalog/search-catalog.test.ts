import { describe, expect, it } from 'vitest';
import type { CatalogEntry } from './catalog-entry';
import { closeNames, countCategories, searchCatalog, type CatalogQuery } from './search-catalog';

const entry = (name: string, part: Partial<CatalogEntry> = {}): CatalogEntry => ({
  type: name.toLowerCase().replaceAll(' ', '-'),
  name,
  description: '',
  categories: ['Analytics'],
  aliases: [],
  mode: 'cloud',
  receives: ['track'],
  verified: 'runs',
  inUse: 0,
  ...part,
});
const ENTRIES = [
  entry('Amazon Kinesis', { categories: ['Raw Data'], aliases: ['AWS'] }),
  entry('Amplitude', { inUse: 2, receives: ['track', 'identify'] }),
  entry('Amplitude Cohorts'),
  entry('Heap Web', { mode: 'device', description: 'Product analytics, an alternative to amplitude' }),
  entry('StackAdapt', { categories: ['Advertising'], description: 'Ads' }),
  entry('Customer.io', { categories: ['Email Marketing'] }),
];
const query = (part: Partial<CatalogQuery>): CatalogQuery => ({
  search: '',
  category: null,
  call: null,
  mode: null,
  ...part,
});
const names = (part: Partial<CatalogQuery>) => searchCatalog(ENTRIES, query(part)).shown.map(({ name }) => name);

describe('searching the catalog', () => {
  it('puts names that begin so first, the whole name before all, what is only mentioned last', () => {
    expect(names({ search: 'amp' })).toEqual(['Amplitude', 'Amplitude Cohorts', 'Heap Web']);
    expect(names({ search: 'AMPLITUDE ' })[0]).toBe('Amplitude');
    expect(names({ search: 'cohorts amp' })).toEqual(['Amplitude Cohorts']);
  });

  it('finds by alias, by category and by part of a name, and nothing by nonsense', () => {
    expect(names({ search: 'aws' })).toEqual(['Amazon Kinesis']);
    expect(names({ search: 'advert' })).toEqual(['StackAdapt']);
    expect(names({ search: 'adapt' })).toEqual(['StackAdapt']);
    expect(names({ search: 'io' })).toEqual(['Customer.io']);
    expect(names({ search: 'zzz' })).toEqual([]);
  });

  it('takes one or two letters for the beginning of a name only, since descriptions have every letter', () => {
    expect(names({ search: 'a' })).toEqual(['Amazon Kinesis', 'Amplitude', 'Amplitude Cohorts']);
    expect(names({ search: 'ad' })).toEqual([]);
    expect(names({ search: 'ads' })).toEqual(['StackAdapt']);
    expect(names({ search: 'an alternative' })).toEqual(['Heap Web']);
  });

  it('narrows by category, call, mode and what the workspace has', () => {
    expect(names({ category: 'In this workspace' })).toEqual(['Amplitude']);
    expect(names({ call: 'identify' })).toEqual(['Amplitude']);
    expect(names({ mode: 'device' })).toEqual(['Heap Web']);
    const found = searchCatalog(ENTRIES, query({ search: 'amp', category: 'Raw Data' }));
    expect(found.shown).toEqual([]);
    expect(found.anywhere).toHaveLength(3);
  });

  it('counts what was found in each category, and keeps every category', () => {
    const found = ENTRIES.filter(({ name }) => name.startsWith('Am'));
    expect(countCategories(ENTRIES, found)).toEqual([
      ['In this workspace', 1],
      ['Advertising', 0],
      ['Analytics', 2],
      ['Email Marketing', 0],
      ['Raw Data', 1],
    ]);
  });
});

it('guesses what was meant when a letter is missing, wrong or swapped', () => {
  const guess = (search: string) => closeNames(ENTRIES, search).map(({ name }) => name);
  expect(guess('amplitdue')).toEqual(['Amplitude', 'Amplitude Cohorts']);
  expect(guess('customerio')).toEqual(['Customer.io']);
  expect(guess('hepa')).toEqual(['Heap Web']);
  expect(guess('qu')).toEqual([]);
});
