'use client';

import { useRouter } from 'next/navigation';
import { useLayoutEffect, useOptimistic, useRef, useState, useTransition } from 'react';
import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import type { MappingDeeds } from './mapping-deeds';
import { moveItem } from './move-item';

/** The mappings in their order, changed at once and saved behind it. */
export function useMappingOrder(items: readonly MappingListItem[], reorder: MappingDeeds['reorder']) {
  const router = useRouter();
  const [order, show] = useOptimistic(items.map(({ id }) => id));
  const [, start] = useTransition();
  const [said, say] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const focus = useRef<HTMLElement | null>(null);
  const byId = new Map(items.map((item) => [item.id, item]));
  const ordered = order.flatMap((id) => byId.get(id) ?? []);

  // Moving a row takes the focus from the handle in it.
  useLayoutEffect(() => {
    focus.current?.focus();
    focus.current = null;
  });

  const move = (id: string, to: number, handle?: HTMLElement) => {
    const from = order.indexOf(id);
    const item = byId.get(id);
    if (!item || from < 0 || to < 0 || to >= order.length || to === from) return;
    const next = moveItem(order, from, to);
    focus.current = handle ?? null;
    say(`${item.name} moved to place ${to + 1} of ${order.length}.`);
    start(async () => {
      show(next);
      const answer = await reorder(next);
      setRefused(answer.ok ? null : answer.error.message);
      if (!answer.ok) say(`Not moved: ${answer.error.message}`);
      router.refresh();
    });
  };
  return { ordered, move, said, refused };
}
