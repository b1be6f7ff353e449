'use client';

import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { EVENT_TYPES } from '@/spec/event';
import type { CatalogDetails } from '@/control-plane/destinations/get-catalog-details';
import { stepRows } from '../ui/data/step-rows';
import { Select } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';
import { CatalogCategories } from './catalog-categories';
import { CatalogDetail } from './catalog-detail';
import { callsInWords, type CatalogEntry } from './catalog-entry';
import { CatalogRow } from './catalog-row';
import { NarrowDetail } from './narrow-detail';
import { NothingFound } from './nothing-found';
import { closeNames, countCategories, searchCatalog, type CatalogQuery } from './search-catalog';
import { useCatalogDetails } from './use-catalog-details';

const CALLS = [
  { value: '', label: 'Any call' },
  ...EVENT_TYPES.map((call) => ({ value: call, label: `Takes ${callsInWords([call])}` })),
];
const MODES = [
  { value: '', label: 'Any mode' },
  { value: 'cloud', label: 'Cloud' },
  { value: 'device', label: 'Device' },
];

/** Search, categories, list, and the chosen destination beside it; what is chosen is in the URL. */
export function CatalogBrowser({
  entries,
  initial,
  initialType,
  initialDetails,
  base,
  canEdit,
  sourceId,
}: {
  entries: CatalogEntry[];
  initial: CatalogQuery;
  initialType: string | null;
  initialDetails: CatalogDetails | null;
  /** Address of the workspace. */
  base: string;
  canEdit: boolean;
  /** The source to connect, when one came from there. */
  sourceId: string | null;
}) {
  const [query, setQuery] = useState(initial);
  const [type, setType] = useState(initialType);
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);
  const wanted = useDeferredValue(query);
  const { shown, anywhere } = useMemo(() => searchCatalog(entries, wanted), [entries, wanted]);
  const counts = useMemo(() => countCategories(entries, anywhere), [entries, anywhere]);
  const { details, look, retry } = useCatalogDetails(base, type, initialDetails);
  const chosen = entries.find((entry) => entry.type === type) ?? null;

  useEffect(() => {
    const pairs = Object.entries({ ...query, type, source: sourceId });
    const params = new URLSearchParams(pairs.filter((pair): pair is [string, string] => Boolean(pair[1])));
    window.history.replaceState(null, '', params.size > 0 ? `?${params.toString()}` : window.location.pathname);
  }, [query, type, sourceId]);

  useEffect(() => {
    const row = initialType && list.current?.querySelector(`[data-type="${CSS.escape(initialType)}"]`);
    if (row && row.getBoundingClientRect().bottom > window.innerHeight) row.scrollIntoView({ block: 'center' });
  }, [initialType]);

  const change = (part: Partial<CatalogQuery>) => setQuery((now) => ({ ...now, ...part }));
  const choose = (next: string, byKeyboard = false) => {
    setType(next);
    if (byKeyboard) requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('a[href]')?.focus());
  };
  const inSearch = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[data-row-link]')?.focus();
    else if (event.key === 'Enter' && shown[0]) choose(shown[0].type, true);
    else return;
    event.preventDefault();
  };
  const inList = (event: KeyboardEvent<HTMLUListElement>) => {
    const first = list.current?.querySelector('[data-row-link]') === document.activeElement;
    if (event.key === 'ArrowUp' && first) input.current?.focus();
    else if (!stepRows(event.currentTarget, event.key, event.target)) return;
    event.preventDefault();
  };
  const backToRow = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !type) return;
    list.current?.querySelector<HTMLElement>(`[data-type="${CSS.escape(type)}"]`)?.focus();
  };
  const detail = chosen && (
    <CatalogDetail entry={chosen} details={details} onRetry={retry} base={base} canEdit={canEdit} sourceId={sourceId} />
  );
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <CatalogCategories
        counts={counts}
        total={anywhere.length}
        chosen={query.category}
        onChoose={(category) => change({ category })}
      />
      <div className="min-w-0 flex-1">
        <div className="sticky top-0 z-10 flex flex-wrap gap-2 border-b bg-surface px-4 py-3 max-md:px-gutter">
          <div className="min-w-32 flex-1 max-sm:basis-full" role="search">
            <TextInput
              ref={input}
              type="search"
              data-page-search
              aria-label="Search the catalog"
              placeholder="Search destinations"
              autoComplete="off"
              value={query.search}
              onChange={(event) => change({ search: event.target.value })}
              onKeyDown={inSearch}
              trailing={<kbd aria-hidden>/</kbd>}
            />
          </div>
          <Select
            label="Calls"
            className="w-32 max-sm:flex-1"
            options={CALLS}
            value={query.call ?? ''}
            onValueChange={(call) => change({ call: call || null })}
          />
          <Select
            label="Connection mode"
            className="w-28 max-sm:flex-1"
            options={MODES}
            value={query.mode ?? ''}
            onValueChange={(mode) => change({ mode: mode === 'cloud' || mode === 'device' ? mode : null })}
          />
          <p role="status" className="sr-only">
            {shown.length === 1 ? '1 destination' : `${shown.length} destinations`}
          </p>
        </div>
        <ul ref={list} aria-label="Destinations" onKeyDown={inList}>
          {shown.map((entry) => (
            <CatalogRow
              key={entry.type}
              entry={entry}
              chosen={entry.type === type}
              onChoose={(byKeyboard) => choose(entry.type, byKeyboard)}
              onLook={() => void look(entry.type).catch(() => undefined)}
            />
          ))}
        </ul>
        {shown.length === 0 ? (
          <NothingFound
            search={query.search}
            elsewhere={
              searchCatalog(entries, { search: query.search, category: null, call: null, mode: null }).shown.length
            }
            close={closeNames(entries, query.search)}
            onChoose={(next) => {
              setQuery({ search: '', category: null, call: null, mode: null });
              choose(next);
            }}
            onEverywhere={() => change({ category: null, call: null, mode: null })}
          />
        ) : (
          <p className="px-4 py-3 text-muted max-md:px-gutter">
            Not here?{' '}
            <button type="button" className="link underline underline-offset-2" onClick={() => choose('webhook')}>
              Send to any HTTP endpoint
            </button>
            .
          </p>
        )}
      </div>
      <aside
        ref={panel}
        aria-label="About the chosen destination"
        onKeyDown={backToRow}
        className="w-96 shrink-0 self-stretch border-l max-lg:hidden"
      >
        <div className="sticky top-0 max-h-dvh overflow-y-auto p-5">
          {detail ?? <p className="text-muted">Choose a destination to see what it receives and what you need.</p>}
        </div>
      </aside>
      <NarrowDetail open={chosen !== null} title={chosen?.name ?? ''} onClose={() => setType(null)}>
        {detail}
      </NarrowDetail>
    </div>
  );
}
