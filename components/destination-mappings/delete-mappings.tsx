'use client';

import { useState, useTransition } from 'react';
import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import type { MappingDeeds } from './mapping-deeds';

const SHOWN = 8;

/** Asks before mappings are deleted, naming them. */
export function DeleteMappings({
  items,
  destination,
  remove,
  onDone,
  onClose,
}: {
  /** What would be deleted; empty: closed. */
  items: readonly MappingListItem[];
  destination: string;
  remove: MappingDeeds['remove'];
  onDone: () => void;
  onClose: () => void;
}) {
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const [first] = items;
  const one = items.length === 1;
  const confirm = () =>
    start(async () => {
      const answer = await remove(items.map(({ id }) => id));
      if (!answer.ok) return setError(answer.error.message);
      setError(undefined);
      onDone();
    });
  return (
    <ConfirmDialog
      open={items.length > 0}
      onOpenChange={(open) => {
        if (open) return;
        setError(undefined);
        onClose();
      }}
      title={one ? `Delete the mapping ${first?.name ?? ''}?` : `Delete ${items.length} mappings?`}
      confirmLabel={one ? 'Delete mapping' : `Delete ${items.length} mappings`}
      danger
      busy={pending}
      error={error}
      onConfirm={confirm}
    >
      {!one && (
        <p className="mb-2 text-default">
          {items
            .slice(0, SHOWN)
            .map(({ name }) => name)
            .join(', ')}
          {items.length > SHOWN && ` and ${items.length - SHOWN} more`}
        </p>
      )}
      <p>
        This cannot be undone. Events that only {one ? 'it' : 'they'} matched are no longer sent to {destination}. To
        stop sending and keep the fields, disable {one ? 'it' : 'them'} instead.
      </p>
    </ConfirmDialog>
  );
}
