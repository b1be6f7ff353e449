'use client';

import Trash from 'lucide-react/icons/trash-2';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { FilterView } from '@/control-plane/filters/filter-view';
import type { ActionAnswer } from '../destination-page/action-answer';
import { EnableToggle } from '../destination-page/enable-toggle';
import { filterVerb } from '../filter-editor/filter-sentence';
import { RowLink } from '../ui/data/row-link';
import { Td, Tr } from '../ui/data/table';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';

/** One filter of the list: what it does, whether it runs, and the way to delete it. */
export function FilterRow({
  filter,
  destination,
  href,
  canEdit,
  setEnabled,
  remove,
}: {
  filter: FilterView;
  destination: string;
  href: string;
  canEdit: boolean;
  setEnabled: (enabled: boolean) => Promise<ActionAnswer<unknown>>;
  remove: () => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const confirm = () =>
    start(async () => {
      const answer = await remove();
      if (!answer.ok) return setError(answer.error.message);
      setAsking(false);
      router.refresh();
    });
  return (
    <Tr>
      <Td className="py-2">
        <RowLink href={href}>{filter.title}</RowLink>
        <div className="text-xs break-words text-muted">
          {filterVerb(filter.actions)} to {destination}
          {filter.condition === 'all' ? ', always' : ' if'}
          {filter.condition !== 'all' && (
            <code className="ml-1.5 font-mono break-all text-default">{filter.condition}</code>
          )}
        </div>
      </Td>
      <Td className="w-0">
        <div className="relative z-1 flex items-center justify-end gap-3">
          <EnableToggle enabled={filter.enabled} label={`${filter.title} enabled`} canEdit={canEdit} set={setEnabled} />
          {canEdit && (
            <Button variant="quiet" size="sm" aria-label={`Delete ${filter.title}`} onClick={() => setAsking(true)}>
              <Trash aria-hidden />
            </Button>
          )}
        </div>
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Delete the filter ${filter.title}?`}
          confirmLabel="Delete filter"
          danger
          busy={pending}
          error={error}
          onConfirm={confirm}
        >
          <p>Events that it kept from {destination} are sent from then on. What it kept back so far is not sent.</p>
        </ConfirmDialog>
      </Td>
    </Tr>
  );
}
