'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import Search from 'lucide-react/icons/search';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { mayLeave } from '../layout/may-leave';
import { placesOf } from '../layout/navigation';
import type { WorkspaceName } from '../layout/workspace-switcher';
import { BrandMark } from '../ui/data/brand-mark';
import type { FindInWorkspace, PaletteEntry } from './palette-entry';

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  slug: string;
  workspaces: WorkspaceName[];
  find: FindInWorkspace;
  /** Whether the person may create sources and destinations. */
  canEdit: boolean;
}

/** Goes to any place, source, destination or workspace by typing a part of its name; an id or write key finds its own. */
export function CommandPalette(props: PaletteProps) {
  return (
    <Dialog.Root open={props.open} onOpenChange={(next) => props.onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-40 w-[min(560px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-xl border bg-raised shadow-dialog outline-hidden">
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <Palette {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onOpenChange, slug, workspaces, find, canEdit }: PaletteProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const found = useQuery({
    queryKey: ['palette', slug, asked],
    queryFn: () => find(asked),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  const go = (href: string) => {
    onOpenChange(false);
    if (mayLeave(href)) router.push(href);
  };
  const matches = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const places = placesOf(slug)
    .flatMap((group) => group.places)
    .filter((place) => matches(place.label));
  const others = workspaces.filter((workspace) => workspace.slug !== slug && matches(workspace.name));
  const creating = [
    { label: 'Create source', href: `/${slug}/sources/new` },
    { label: 'Add destination', href: `/${slug}/catalog` },
  ].filter((item) => canEdit && matches(item.label));
  // Until the answer for what stands there has come, the earlier one is narrowed here.
  const settled = asked === text.trim() && !found.isPlaceholderData;
  const entries = (found.data ?? []).filter((entry) => settled || matches(`${entry.name} ${entry.detail ?? ''}`));

  return (
    <Command label="Search" shouldFilter={false} loop>
      <div className="flex items-center gap-2 border-b px-3.5">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Go to a page, source or destination, or paste a write key"
          className="h-11 w-full min-w-0 bg-transparent outline-hidden"
        />
        <kbd>Esc</kbd>
      </div>
      <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-6 text-center text-muted">
          {!settled || found.isFetching ? 'Searching…' : 'Nothing here has that name, id or key.'}
        </Command.Empty>
        {found.data === null && (
          <p className="px-2.5 py-2 text-failed-text">Sources and destinations could not be searched.</p>
        )}
        <Group heading="Sources" entries={entries.filter((entry) => entry.kind === 'source')} slug={slug} go={go} />
        <Group
          heading="Destinations"
          entries={entries.filter((entry) => entry.kind === 'destination')}
          slug={slug}
          go={go}
        />
        <Rows heading="Go to">
          {places.map((place) => (
            <Item key={place.key} value={place.href} onSelect={() => go(place.href)}>
              {place.label}
              {place.letter && (
                <span className="ml-auto flex gap-1">
                  <kbd>g</kbd>
                  <kbd>{place.letter}</kbd>
                </span>
              )}
            </Item>
          ))}
        </Rows>
        <Rows heading="Do">
          {creating.map((item) => (
            <Item key={item.href} value={item.href} onSelect={() => go(item.href)}>
              {item.label}
            </Item>
          ))}
        </Rows>
        <Rows heading="Workspaces">
          {others.map((workspace) => (
            <Item key={workspace.slug} value={`/${workspace.slug}`} onSelect={() => go(`/${workspace.slug}`)}>
              {workspace.name}
            </Item>
          ))}
        </Rows>
      </Command.List>
    </Command>
  );
}

/** `value` once it has stood for 150 ms: one question for a word, not one a letter. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 150);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Group({
  heading,
  entries,
  slug,
  go,
}: {
  heading: string;
  entries: PaletteEntry[];
  slug: string;
  go: (href: string) => void;
}) {
  return (
    <Rows heading={heading}>
      {entries.map((entry) => (
        <Item key={entry.id} value={entry.id} onSelect={() => go(`/${slug}/${entry.kind}s/${entry.id}`)}>
          <BrandMark type={entry.type} name={entry.name} size={18} />
          <span className="min-w-0 truncate">{entry.name}</span>
          {entry.detail && <span className="min-w-0 truncate text-xs text-muted">{entry.detail}</span>}
        </Item>
      ))}
    </Rows>
  );
}

function Rows({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-default items-center gap-2 rounded-md px-2.5 select-none data-[selected=true]:bg-hover pointer-coarse:h-11"
    >
      {children}
    </Command.Item>
  );
}
