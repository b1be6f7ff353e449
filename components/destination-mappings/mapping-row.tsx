'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import GripVertical from 'lucide-react/icons/grip-vertical';
import type { PointerEventHandler } from 'react';
import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import type { ActionAnswer } from '../destination-page/action-answer';
import { EnableToggle } from '../destination-page/enable-toggle';
import { classNames } from '../ui/class-names';
import { formatCount } from '../ui/data/format';
import { RowLink } from '../ui/data/row-link';
import { StateGlyph } from '../ui/data/state-glyph';
import { Td, Tr } from '../ui/data/table';
import { Button } from '../ui/form/button';
import { Menu } from '../ui/overlay/menu';
import { RowNeeds } from './row-needs';

/** Which events a mapping runs for: in words, or the FQL that words cannot say; or what is wrong with it. */
function When({ item }: { item: MappingListItem }) {
  if (item.mistake !== null) {
    return (
      <span className="flex gap-1.5 text-xs text-failed-text">
        <StateGlyph state="failed" className="mt-0.5" />
        <span className="min-w-0 break-words">Runs for no event. {item.mistake}</span>
      </span>
    );
  }
  if (item.words === null) {
    return <code className="line-clamp-2 font-mono text-xs break-words text-muted">{item.trigger}</code>;
  }
  return (
    <span className="line-clamp-2 break-words" title={item.trigger}>
      {item.words}
    </span>
  );
}

function What({ item }: { item: MappingListItem }) {
  if (item.action === null) return <span className="text-failed-text">no longer exists; nothing is sent</span>;
  return (
    <>
      {item.action}
      {item.batch > 1 && <span className="block text-xs whitespace-nowrap">up to {item.batch} together</span>}
    </>
  );
}

/** What the row's controls do. */
export interface RowDeeds {
  setEnabled: (enabled: boolean) => Promise<ActionAnswer<unknown>>;
  select: (selected: boolean) => void;
  move: (to: number, handle?: HTMLElement) => void;
  duplicate: () => void;
  remove: () => void;
}

/** One mapping of the list. With `deeds` it can be chosen, moved, copied and deleted. */
export function MappingRow({
  item,
  href,
  place,
  count,
  tried,
  selected,
  full,
  line,
  dragged,
  drag,
  deeds,
  canEdit,
}: {
  item: MappingListItem;
  href: string;
  /** From 0. */
  place: number;
  count: number;
  /** How many recent events its trigger was asked about. */
  tried: number;
  selected: boolean;
  /** No mapping may be added. */
  full: boolean;
  /** A row that is dragged would be put above or below this one. */
  line: 'above' | 'below' | null;
  dragged: boolean;
  drag: Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', PointerEventHandler<HTMLElement>>;
  deeds: RowDeeds;
  canEdit: boolean;
}) {
  return (
    <Tr
      className={classNames(
        selected && 'bg-selected',
        dragged && 'opacity-50',
        line === 'above' && '[&>td]:shadow-[inset_0_2px_0_var(--focus)]',
        line === 'below' && '[&>td]:shadow-[inset_0_-2px_0_var(--focus)]',
      )}
    >
      {canEdit && (
        <Td className="w-0 pr-0! whitespace-nowrap">
          <span className="relative z-1 inline-flex items-center gap-1.5">
            <button
              type="button"
              aria-label={`Move ${item.name}`}
              aria-description={`Place ${place + 1} of ${count}. Arrow up and down move it.`}
              className="-ml-2.5 flex h-7 w-6 cursor-grab touch-none items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-default active:cursor-grabbing pointer-coarse:w-8"
              onKeyDown={(event) => {
                const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (!step) return;
                event.preventDefault();
                event.stopPropagation();
                deeds.move(place + step, event.currentTarget);
              }}
              {...drag}
            >
              <GripVertical aria-hidden className="size-3.5" />
            </button>
            <input
              type="checkbox"
              aria-label={`Select ${item.name}`}
              checked={selected}
              onChange={(event) => deeds.select(event.target.checked)}
              className="size-4 shrink-0 accent-(--accent-fill)"
            />
          </span>
        </Td>
      )}
      <Td className="py-2">
        <RowLink href={href}>{item.name}</RowLink>
        <RowNeeds item={item} href={href} />
        <div className="text-xs text-muted md:hidden">
          <When item={item} />
        </div>
      </Td>
      <Td fold className="w-2/5">
        <When item={item} />
      </Td>
      <Td fold className="text-muted">
        <What item={item} />
      </Td>
      {tried > 0 && (
        <Td numeric fold className={item.matched === 0 ? 'text-muted' : undefined}>
          {formatCount(item.matched)}
        </Td>
      )}
      <Td className="w-0">
        <span className="relative z-1 flex items-center justify-end gap-2">
          <EnableToggle
            enabled={item.enabled}
            label={`${item.name} enabled`}
            canEdit={canEdit}
            set={deeds.setEnabled}
          />
          {canEdit && (
            <Menu
              trigger={
                <Button variant="quiet" size="sm" aria-label={`Actions for ${item.name}`}>
                  <Ellipsis aria-hidden />
                </Button>
              }
              items={[
                {
                  label: full ? 'Duplicate (as many as may be)' : 'Duplicate',
                  disabled: full,
                  onSelect: deeds.duplicate,
                },
                { label: 'Move up', disabled: place === 0, onSelect: () => deeds.move(place - 1) },
                { label: 'Move down', disabled: place === count - 1, onSelect: () => deeds.move(place + 1) },
                { kind: 'separator' },
                { label: 'Delete…', danger: true, onSelect: deeds.remove },
              ]}
            />
          )}
        </span>
      </Td>
    </Tr>
  );
}
