'use client';

import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import { Table, Th, THead, Tr } from '../ui/data/table';
import { MappingRow, type RowDeeds } from './mapping-row';
import { useRowDrag } from './use-row-drag';

/** The mappings of a destination, one a row, in their order. */
export function MappingTable({
  items,
  base,
  tried,
  full,
  canEdit,
  selected,
  onSelect,
  deedsOf,
}: {
  items: readonly MappingListItem[];
  /** Address of the list. */
  base: string;
  tried: number;
  full: boolean;
  canEdit: boolean;
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[]) => void;
  deedsOf: (item: MappingListItem) => Omit<RowDeeds, 'select'>;
}) {
  const { body, drag, handle } = useRowDrag((from, to) => {
    const item = items[from];
    if (item) deedsOf(item).move(to);
  });
  const lineAt = (place: number) => {
    if (!drag || drag.before === drag.from || drag.before === drag.from + 1) return null;
    if (drag.before === place) return 'above';
    return place === items.length - 1 && drag.before === items.length ? 'below' : null;
  };
  const all = items.length > 0 && items.every(({ id }) => selected.has(id));
  return (
    <Table label="Mappings">
      <THead>
        <Tr>
          {canEdit && (
            <Th className="pr-0!">
              <input
                type="checkbox"
                aria-label="Select all mappings"
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = !all && selected.size > 0;
                }}
                onChange={() => onSelect(all ? [] : items.map(({ id }) => id))}
                className="ml-5 block size-4 accent-(--accent-fill) pointer-coarse:ml-7"
              />
            </Th>
          )}
          <Th>Name</Th>
          <Th fold>Runs for</Th>
          <Th fold>Action</Th>
          {tried > 0 && (
            <Th numeric fold>
              Of the last {tried}
            </Th>
          )}
          <Th className="text-right!">Enabled</Th>
        </Tr>
      </THead>
      <tbody ref={body}>
        {items.map((item, place) => (
          <MappingRow
            key={item.id}
            item={item}
            href={`${base}/${item.id}`}
            place={place}
            count={items.length}
            tried={tried}
            selected={selected.has(item.id)}
            full={full}
            line={lineAt(place)}
            dragged={drag?.from === place}
            drag={handle(place)}
            canEdit={canEdit}
            deeds={{
              ...deedsOf(item),
              select: (on) => onSelect(on ? [...selected, item.id] : [...selected].filter((id) => id !== item.id)),
            }}
          />
        ))}
      </tbody>
    </Table>
  );
}
