'use client';

import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import { Button } from '../ui/form/button';
import { LinkButton } from '../ui/form/link-button';
import { Dialog } from '../ui/overlay/dialog';
import { atField } from './row-needs';

/** Says why a mapping cannot be enabled yet, and leads to the first field that it needs. */
export function IncompleteDialog({
  item,
  base,
  onClose,
}: {
  /** Null: closed. */
  item: MappingListItem | null;
  /** Address of the list. */
  base: string;
  onClose: () => void;
}) {
  const [first, ...others] = item?.needs ?? [];
  return (
    <Dialog
      open={item !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`${item?.name ?? ''} cannot be enabled yet`}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {item && first && (
            <LinkButton variant="primary" href={atField(`${base}/${item.id}`, first.path)}>
              Fill in {first.label}
            </LinkButton>
          )}
        </>
      }
    >
      <p className="text-muted">
        It needs{' '}
        <strong className="font-medium text-default">{[first, ...others].map((one) => one?.label).join(', ')}</strong>.
        Without {others.length > 0 ? 'these' : 'it'}, every event of this mapping would be rejected.
      </p>
    </Dialog>
  );
}
