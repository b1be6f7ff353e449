'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { Button } from '../../ui/form/button';
import type { FetchedChoices } from '@/catalog/destinations/run/contract';
import type { Json } from '@/spec/event';
import { useEditor, type Choice } from '../editor-context';
import type { OfferedChoices } from './token-input';

const YES_NO: Choice[] = [
  { label: 'True', value: true },
  { label: 'False', value: false },
];

/** The choices of all pages, each value once: some definitions answer the first page to every question. */
function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

/** Whether a field holds something written down that is not (or no longer) among its choices. */
function isLost(held: Json | undefined, choices: readonly Choice[]): held is string | number | boolean {
  if (typeof held !== 'string' && typeof held !== 'number' && typeof held !== 'boolean') return false;
  return held !== '' && choices.length > 0 && !choices.some((choice) => String(choice.value) === String(held));
}

/** The page after `last`, unless it brought nothing that was not there before. */
function pageAfter(last: FetchedChoices, pages: readonly FetchedChoices[]): string | null {
  const all = pages.flatMap((page) => page.choices);
  const before = pages.slice(0, -1).flatMap((page) => page.choices);
  return distinct(all).length > distinct(before).length ? last.nextPage : null;
}

/**
 * What a field may hold: its own choices, yes or no, or what the vendor answers once the list is opened. `value` is what it
 * holds now.
 */
export function useOffered(
  field: FieldMetadata,
  path: string,
  value?: Json,
): { offered: OfferedChoices | null; onOpen: (open: boolean) => void } {
  const { fetchChoices, key } = useEditor();
  const [opened, setOpened] = useState(0);
  const [open, setOpen] = useState(false);
  const [held, setHeld] = useState(value);
  const dynamic = field.dynamic === true;
  const query = useInfiniteQuery({
    queryKey: ['field-choices', key, path, opened],
    queryFn: ({ pageParam, signal }) => fetchChoices(path, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: pageAfter,
    enabled: dynamic && open,
    retry: false,
    gcTime: 60_000,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage } = query;
  const offered = useMemo((): OfferedChoices | null => {
    if (!dynamic) {
      const choices = field.choices ?? (field.type === 'boolean' ? YES_NO : null);
      return choices ? { choices } : null;
    }
    const pages = data?.pages ?? [];
    const choices = distinct([...(field.choices ?? []), ...pages.flatMap((page) => page.choices)]);
    const problem = error?.message ?? pages.find((page) => page.problem !== null)?.problem ?? null;
    let state: ReactNode;
    if (isFetching) state = 'Asking the destination…';
    else if (problem !== null) {
      state = (
        <span className="flex items-start gap-2">
          <span className="min-w-0 flex-1 break-words text-failed-text">
            No choices: {problem.replace(/[.\s]+$/, '')}. You can type a value.
          </span>
          <Button size="sm" variant="quiet" onClick={() => setOpened((count) => count + 1)}>
            Ask again
          </Button>
        </span>
      );
    } else if (hasNextPage) {
      state = (
        <Button size="sm" variant="quiet" onClick={() => void fetchNextPage()}>
          Load more
        </Button>
      );
    } else if (pages.length > 0 && isLost(held, choices)) {
      state = `“${String(held)}”, which stands here, is not among these. It is sent all the same.`;
    } else if (choices.length === 0) state = 'The destination has nothing to choose from. You can type a value.';
    return { choices, state };
  }, [dynamic, field, data, error, isFetching, hasNextPage, fetchNextPage, held]);
  const onOpen = (next: boolean) => {
    setOpen(next);
    if (next) setHeld(value);
  };
  return { offered, onOpen };
}
