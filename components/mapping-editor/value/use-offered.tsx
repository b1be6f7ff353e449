'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { Button } from '../../ui/form/button';
import { useEditor, type Choice } from '../editor-context';
import type { OfferedChoices } from './token-input';

const YES_NO: Choice[] = [
  { label: 'True', value: true },
  { label: 'False', value: false },
];

/** What a field may hold: its own choices, yes or no, or what the vendor answers once the list is opened. */
export function useOffered(
  field: FieldMetadata,
  path: string,
): { offered: OfferedChoices | null; onOpen: (open: boolean) => void } {
  const { fetchChoices, key } = useEditor();
  const [opened, setOpened] = useState(0);
  const [open, setOpen] = useState(false);
  const dynamic = field.dynamic === true;
  const query = useInfiniteQuery({
    queryKey: ['field-choices', key, path, opened],
    queryFn: ({ pageParam, signal }) => fetchChoices(path, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextPage,
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
    const choices = [...(field.choices ?? []), ...pages.flatMap((page) => page.choices)];
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
    } else if (choices.length === 0) state = 'The destination has nothing to choose from. You can type a value.';
    return { choices, state };
  }, [dynamic, field, data, error, isFetching, hasNextPage, fetchNextPage]);
  return { offered, onOpen: setOpen };
}
