'use client';

import { useEffect, useState } from 'react';
import { classNames } from '../ui/class-names';
import { BrandMark } from '../ui/data/brand-mark';
import { StateBadge } from '../ui/data/state-badge';
import { Button } from '../ui/form/button';
import { TextInput } from '../ui/form/text-input';
import { Sheet } from '../ui/overlay/sheet';
import { EmptyState } from '../ui/page/empty-state';
import { matchesCatalogSearch, type CatalogEntry } from './catalog-entry';
import { CatalogDetail } from './catalog-detail';

const IN_USE = 'In this workspace';

/** The choices of the left column with how many entries each has. */
function categoriesOf(entries: CatalogEntry[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of entries.flatMap((entry) => entry.categories)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const inUse = entries.filter((entry) => entry.inUse > 0).length;
  const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b));
  return inUse > 0 ? [[IN_USE, inUse], ...sorted] : sorted;
}

/** Search, categories, list, and the chosen destination beside it; what is chosen is in the URL. */
export function CatalogBrowser({
  entries,
  initial,
  base,
  canEdit,
  sourceId,
}: {
  entries: CatalogEntry[];
  initial: { search: string; category: string | null; type: string | null };
  /** Address of the workspace. */
  base: string;
  canEdit: boolean;
  /** The source to connect, when one came from there. */
  sourceId: string | null;
}) {
  const [search, setSearch] = useState(initial.search);
  const [category, setCategory] = useState(initial.category);
  const [type, setType] = useState(initial.type);
  const shown = entries.filter((entry) => matchesCatalogSearch(entry, search, category));
  const chosen = entries.find((entry) => entry.type === type) ?? null;
  useEffect(() => {
    const params = new URLSearchParams();
    if (search) params.set('search', search);
    if (category) params.set('category', category);
    if (type) params.set('type', type);
    if (sourceId) params.set('source', sourceId);
    window.history.replaceState(null, '', params.size > 0 ? `?${params.toString()}` : window.location.pathname);
  }, [search, category, type, sourceId]);
  const detail = chosen && <CatalogDetail entry={chosen} base={base} canEdit={canEdit} sourceId={sourceId} />;
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <nav
        aria-label="Categories"
        className="w-44 shrink-0 border-r py-3 pl-gutter max-md:w-full max-md:border-0 max-md:pr-gutter"
      >
        <ul className="flex gap-0.5 max-md:overflow-x-auto md:flex-col md:pr-2">
          {[['All', entries.length] as [string, number], ...categoriesOf(entries)].map(([name, count]) => {
            const on = name === 'All' ? category === null : category === name;
            return (
              <li key={name}>
                <Button
                  variant="quiet"
                  size="sm"
                  aria-pressed={on}
                  className={classNames('w-full justify-between!', on && 'bg-active text-default!')}
                  onClick={() => setCategory(name === 'All' ? null : name)}
                >
                  {name} <span className="font-normal text-faint">{count}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="min-w-0 flex-1">
        <div className="border-b p-3 max-md:px-gutter">
          <TextInput
            type="search"
            data-page-search
            aria-label="Search the catalog"
            placeholder="Search destinations"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            trailing={<kbd aria-hidden>/</kbd>}
          />
        </div>
        <ul aria-label="Destinations">
          {shown.map((entry) => (
            <li key={entry.type} className="border-b">
              <button
                type="button"
                aria-pressed={entry.type === type}
                onClick={() => setType(entry.type)}
                className={classNames(
                  'flex w-full items-center gap-3 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 max-md:px-gutter',
                  entry.type === type && 'bg-selected shadow-[inset_2px_0_0_var(--accent-fill)]',
                )}
              >
                <BrandMark type={entry.type} name={entry.name} size={28} />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{entry.name}</span>
                  <span className="block truncate text-xs text-muted">
                    {[
                      entry.categories.join(', '),
                      entry.receives.length === 6 ? 'every call' : entry.receives.join(', '),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {entry.inUse > 0 && <StateBadge state="delivered" label={`In use · ${entry.inUse}`} />}
              </button>
            </li>
          ))}
        </ul>
        {shown.length === 0 && (
          <EmptyState
            title="Nothing in the catalog matches."
            description="Any service that accepts HTTP requests can be reached with Webhooks."
            action={
              <Button
                onClick={() => {
                  setSearch('');
                  setCategory(null);
                  setType('webhook');
                }}
              >
                Show Webhooks
              </Button>
            }
          />
        )}
        {shown.length > 0 && (
          <p className="px-4 py-3 text-muted max-md:px-gutter">
            Not here?{' '}
            <button type="button" className="link" onClick={() => setType('webhook')}>
              Send to any HTTP endpoint
            </button>
            .
          </p>
        )}
      </div>
      <aside aria-label="About the chosen destination" className="w-96 shrink-0 border-l p-5 max-lg:hidden">
        {detail ?? <p className="text-muted">Choose a destination to see what it receives and what you need.</p>}
      </aside>
      <div className="lg:hidden">
        <NarrowDetail open={chosen !== null} title={chosen?.name ?? ''} onClose={() => setType(null)}>
          {detail}
        </NarrowDetail>
      </div>
    </div>
  );
}

/** Below 1024 px the chosen destination lies over the list. */
function NarrowDetail(props: { open: boolean; title: string; onClose: () => void; children: React.ReactNode }) {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const query = window.matchMedia('(max-width: 1023px)');
    const follow = () => setNarrow(query.matches);
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return (
    <Sheet open={narrow && props.open} onOpenChange={props.onClose} title={props.title}>
      <div className="p-gutter">{props.children}</div>
    </Sheet>
  );
}
