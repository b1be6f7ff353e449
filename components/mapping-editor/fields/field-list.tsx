'use client';

import Search from 'lucide-react/icons/search';
import { useEffect, useId, useMemo, useState } from 'react';
import { mappingNeeds } from '@/catalog/destinations/kit/mapping/mapping-needs';
import type { ActionMetadata, FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { Segmented } from '../../ui/form/segmented';
import { TextInput } from '../../ui/form/text-input';
import { useEditor } from '../editor-context';
import { goToField } from '../go-to-field';
import { fieldMatches, groupFields } from '../model/field-groups';
import { problemsBelow } from '../model/sample-value';
import { FieldRow } from './field-row';

/** From how many fields on one may search them. */
const SEARCHABLE = 10;
/** Up to how many rows everything that is filled stands open. */
const OPEN_ROWS = 24;

function rowsOf(fields: readonly FieldMetadata[]): number {
  return fields.reduce((sum, field) => sum + 1 + (field.properties?.length ?? 0), 0);
}

/** All fields of an action with what fills them, and those about batching under a heading of their own. */
export function FieldList({
  action,
  destination,
  mapping,
  problems,
  wanted,
  payload,
  onChange,
}: {
  action: ActionMetadata;
  destination: string;
  mapping: JsonObject;
  /** By path. */
  problems: ReadonlyMap<string, string>;
  /** The field that was last asked to be led to; another object each time. */
  wanted: { path: string } | null;
  /** What came out of the sample event. */
  payload: JsonObject;
  onChange: (key: string, value: Json | undefined) => void;
}) {
  const { readOnly } = useEditor();
  const [search, setSearch] = useState('');
  const [view, setView] = useState<'all' | 'mapped'>('all');
  const [asked] = useState(() => new Set(mappingNeeds(action, mapping).map(({ path }) => path)));
  const groups = useMemo(() => groupFields(action, mapping, asked), [action, mapping, asked]);
  const startOpen = useMemo(() => rowsOf(action.fields.filter(({ hidden }) => !hidden)) <= OPEN_ROWS, [action]);
  const below = useMemo(
    () => new Map(action.fields.map((field) => [field.key, problemsBelow(problems, field.key)])),
    [action, problems],
  );
  const row = (field: FieldMetadata) => (
    <FieldRow
      key={field.key}
      field={field}
      path={field.key}
      depth={0}
      value={mapping[field.key]}
      mapping={mapping}
      problems={below.get(field.key) ?? problems}
      result={payload[field.key]}
      startOpen={startOpen && mapping[field.key] !== undefined}
      onChange={onChange}
    />
  );
  const found = groups.fields.filter(
    (field) => fieldMatches(field, search) && (view === 'all' || mapping[field.key] !== undefined),
  );
  const [led, lead] = useState<typeof wanted>(null);
  if (wanted !== led) {
    lead(wanted);
    if (!found.some(({ key }) => wanted?.path.startsWith(key))) {
      setSearch('');
      setView('all');
    }
  }
  useEffect(() => {
    if (wanted) goToField(wanted.path);
  }, [wanted]);
  return (
    <div className="@container">
      {groups.fields.length >= SEARCHABLE && (
        <div className="flex flex-wrap items-center gap-2 px-gutter pb-3">
          <div className="w-full max-w-64">
            <TextInput
              size="sm"
              value={search}
              placeholder={`Search ${groups.fields.length} fields`}
              aria-label="Search fields"
              trailing={<Search aria-hidden className="size-3.5 text-faint" />}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && search !== '') {
                  event.stopPropagation();
                  setSearch('');
                }
              }}
            />
          </div>
          <Segmented
            label="Which fields"
            value={view}
            onChange={setView}
            options={[
              { value: 'all', label: 'All' },
              { value: 'mapped', label: 'Mapped' },
            ]}
          />
        </div>
      )}
      <div
        aria-hidden
        className="hidden gap-x-3 border-b px-gutter pb-2 text-xs font-medium text-muted @xl:grid @xl:grid-cols-[minmax(8rem,0.9fr)_minmax(0,1.7fr)_minmax(5rem,0.65fr)]"
      >
        <span>{destination} field</span>
        <span>From the event</span>
        <span>In the sample</span>
      </div>
      <div className="border-t @xl:border-t-0">{found.map(row)}</div>
      {found.length === 0 && groups.fields.length > 0 && (
        <p className="px-gutter py-4 text-muted">
          {search === '' ? 'Nothing is mapped yet.' : `No field fits “${search}”.`}
        </p>
      )}
      {groups.fields.length === 0 && (
        <p className="border-b px-gutter py-4 text-muted">This action takes no fields; the event itself is enough.</p>
      )}
      {groups.batching.length > 0 && <Batching>{groups.batching.map(row)}</Batching>}
      {groups.kept.length > 0 && !readOnly && (
        <p className="px-gutter py-3 text-xs text-muted">
          Kept as they are, not shown here: <span className="font-mono break-words">{groups.kept.join(', ')}</span>
        </p>
      )}
    </div>
  );
}

function Batching({ children }: { children: React.ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="pt-6">
      <h2 id={id} className="border-b px-gutter pb-2 text-md">
        Batching
      </h2>
      {children}
    </section>
  );
}
