'use client';

import { Button } from '../ui/form/button';

/** What can be done with the chosen mappings; it takes the place of the sentence above the list. */
export function SelectionBar({
  count,
  busy,
  onEnable,
  onDelete,
  onClear,
}: {
  count: number;
  busy: boolean;
  onEnable: (enabled: boolean) => void;
  onDelete: () => void;
  onClear: () => void;
}) {
  return (
    <div role="toolbar" aria-label="Chosen mappings" className="flex flex-wrap items-center gap-2">
      <span className="mr-1 font-medium tabular-nums">{count} chosen</span>
      <Button size="sm" disabled={busy} onClick={() => onEnable(true)}>
        Enable
      </Button>
      <Button size="sm" disabled={busy} onClick={() => onEnable(false)}>
        Disable
      </Button>
      <Button size="sm" variant="danger" disabled={busy} onClick={onDelete}>
        Delete…
      </Button>
      <Button size="sm" variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
