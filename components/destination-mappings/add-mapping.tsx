'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { MappingList } from '@/control-plane/subscriptions/mapping-list';
import { Button } from '../ui/form/button';
import { TextInput } from '../ui/form/text-input';
import { Dialog } from '../ui/overlay/dialog';
import type { MappingDeeds } from './mapping-deeds';

/** Past so many choices there is a field to search in. */
const SEARCHED = 7;

const CHOICE = 'block w-full px-2 py-2 text-left hover:bg-hover disabled:opacity-50';

function Choice({ title, note }: { title: string; note: string | null }) {
  return (
    <>
      <span className="font-medium break-words">{title}</span>
      {note && <span className="line-clamp-2 text-xs break-words text-muted">{note}</span>}
    </>
  );
}

/** Adds a mapping: a preset that is not there yet, or any action. */
export function AddMapping({
  open,
  onOpenChange,
  list,
  base,
  addFromPresets,
  onAdded,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  list: MappingList;
  /** Address of the list. */
  base: string;
  addFromPresets: MappingDeeds['addFromPresets'];
  /** Told in words what was added. */
  onAdded: (said: string) => void;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [search, setSearch] = useState('');
  const [error, setError] = useState<string | null>(null);
  const fits = (text: string) => text.toLowerCase().includes(search.trim().toLowerCase());
  const presets = list.presets.filter(({ name, words }) => fits(`${name} ${words ?? ''}`));
  const actions = list.actions.filter(({ title, description }) => fits(`${title} ${description}`));

  const addPresets = (names: string[] | null) =>
    start(async () => {
      const answer = await addFromPresets(names);
      if (!answer.ok) return setError(answer.error.message);
      setError(null);
      onOpenChange(false);
      onAdded(
        names && answer.value === 1
          ? `${names[0] ?? ''} added, disabled.`
          : `${answer.value} mappings added, disabled.`,
      );
      router.refresh();
    });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a mapping"
      description="It is disabled until you enable it."
      footer={
        list.presets.length > 1 && (
          <Button busy={pending} onClick={() => addPresets(null)}>
            Add all {list.presets.length} presets
          </Button>
        )
      }
    >
      <div className="space-y-4">
        {list.presets.length + list.actions.length > SEARCHED && (
          <TextInput
            type="search"
            aria-label="Search presets and actions"
            placeholder="Search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
        {error && (
          <p role="alert" className="text-failed-text">
            {error}
          </p>
        )}
        {presets.length > 0 && (
          <section>
            <h3 className="mb-1 text-xs font-medium text-muted">Presets that are not here yet</h3>
            <ul className="-mx-2">
              {presets.map(({ name, words }, index) => (
                <li key={`${name} ${index}`} className="border-t first:border-t-0">
                  <button type="button" disabled={pending} onClick={() => addPresets([name])} className={CHOICE}>
                    <Choice title={name} note={words} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {actions.length > 0 && (
          <section>
            <h3 className="mb-1 text-xs font-medium text-muted">Actions: you write trigger and fields</h3>
            <ul className="-mx-2">
              {actions.map(({ slug, title, description }) => (
                <li key={slug} className="border-t first:border-t-0">
                  <Link href={`${base}/new?action=${encodeURIComponent(slug)}`} className={CHOICE}>
                    <Choice title={title} note={description} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        {presets.length + actions.length === 0 && (
          <p className="text-muted">Nothing here is called “{search.trim()}”.</p>
        )}
      </div>
    </Dialog>
  );
}
