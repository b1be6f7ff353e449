'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { MappingList as List, MappingListItem } from '@/control-plane/subscriptions/mapping-list';
import type { ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { Callout } from '../ui/page/callout';
import { AddMapping } from './add-mapping';
import { DeleteMappings } from './delete-mappings';
import type { MappingDeeds } from './mapping-deeds';
import { IncompleteDialog } from './incomplete-dialog';
import { MappingTable } from './mapping-table';
import { NoMappings } from './no-mappings';
import { SelectionBar } from './selection-bar';
import { useMappingOrder } from './use-mapping-order';

/** The mappings of a destination: read, ordered, enabled, copied, deleted, and new ones added. */
export function MappingList({
  list,
  destination,
  base,
  canEdit,
  deeds,
}: {
  list: List;
  destination: string;
  /** Address of the list. */
  base: string;
  canEdit: boolean;
  deeds: MappingDeeds;
}) {
  const router = useRouter();
  const { ordered, move, said, refused } = useMappingOrder(list.items, deeds.reorder);
  const [chosen, choose] = useState<readonly string[]>([]);
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<readonly MappingListItem[]>([]);
  const [incomplete, setIncomplete] = useState<MappingListItem | null>(null);
  const [told, tell] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const selected = new Set(chosen.filter((id) => list.items.some((item) => item.id === id)));
  const running = list.items.filter((item) => item.enabled).length;
  const full = list.items.length >= list.most;
  const problem = error ?? refused;

  const run = (deed: () => Promise<ActionAnswer<unknown>>, done: string) =>
    start(async () => {
      const answer = await deed();
      setError(answer.ok ? null : answer.error.message);
      if (answer.ok) tell(done);
      router.refresh();
    });
  const add = (
    <AddMapping
      open={adding}
      onOpenChange={setAdding}
      list={list}
      base={base}
      addFromPresets={deeds.addFromPresets}
      onAdded={tell}
    />
  );
  if (list.items.length === 0) {
    return (
      <>
        <NoMappings
          destination={destination}
          presets={list.presets.length}
          canEdit={canEdit}
          busy={busy}
          error={error}
          onAdd={() => setAdding(true)}
          onAddPresets={() => run(() => deeds.addFromPresets(null), `${list.presets.length} mappings added, disabled.`)}
        />
        {add}
      </>
    );
  }
  return (
    <>
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-gutter py-3">
        {selected.size > 0 ? (
          <SelectionBar
            count={selected.size}
            busy={busy}
            onEnable={(enabled) =>
              run(
                () => deeds.enable([...selected], enabled),
                `${selected.size} mappings ${enabled ? 'enabled' : 'disabled'}.`,
              )
            }
            onDelete={() => setDeleting(ordered.filter(({ id }) => selected.has(id)))}
            onClear={() => choose([])}
          />
        ) : (
          <p className="min-w-0 flex-1 basis-64 text-muted">
            {running} of {list.items.length} enabled. Every enabled mapping that an event fits sends it to {destination}
            : two that fit send it twice.
          </p>
        )}
        {canEdit && (
          <div className="flex items-center gap-3">
            {full && <span className="text-xs text-muted">{list.most} mappings is the most here.</span>}
            <Button variant="primary" disabled={full} onClick={() => setAdding(true)}>
              Add mapping
            </Button>
          </div>
        )}
      </div>
      {problem && (
        <Callout tone="danger" title={problem} className="mx-gutter mb-3">
          Nothing was changed.
        </Callout>
      )}
      {running === 0 && (
        <Callout tone="warning" title={`Nothing is sent to ${destination}`} className="mx-gutter mb-3">
          At least one enabled mapping is needed, and none is enabled.
        </Callout>
      )}
      <p role="status" className="sr-only">
        {said || told}
      </p>
      <MappingTable
        items={ordered}
        base={base}
        tried={list.tried}
        full={full}
        canEdit={canEdit}
        selected={selected}
        onSelect={choose}
        deedsOf={(item) => ({
          setEnabled: (enabled) => {
            if (!enabled || item.needs.length === 0) return deeds.enable([item.id], enabled);
            setIncomplete(item);
            return Promise.resolve({ ok: true, value: null });
          },
          move: (to, handle) => move(item.id, to, handle),
          duplicate: () => run(() => deeds.duplicate(item.id), `${item.name} (Copy) added after it, disabled.`),
          remove: () => setDeleting([item]),
        })}
      />
      {canEdit && add}
      <IncompleteDialog item={incomplete} base={base} onClose={() => setIncomplete(null)} />
      <DeleteMappings
        items={deleting}
        destination={destination}
        remove={deeds.remove}
        onClose={() => setDeleting([])}
        onDone={() => {
          tell(deleting.length === 1 ? `${deleting[0]?.name ?? ''} deleted.` : `${deleting.length} mappings deleted.`);
          setDeleting([]);
          choose([]);
          router.refresh();
        }}
      />
    </>
  );
}
