'use client';

import { Button } from '../ui/form/button';
import { EmptyState } from '../ui/page/empty-state';

/** The list of a destination that has no mapping. */
export function NoMappings({
  destination,
  presets,
  canEdit,
  busy,
  error,
  onAdd,
  onAddPresets,
}: {
  destination: string;
  /** How many could be added. */
  presets: number;
  canEdit: boolean;
  busy: boolean;
  error: string | null;
  onAdd: () => void;
  onAddPresets: () => void;
}) {
  return (
    <EmptyState
      title="A mapping says which events are sent, and as what."
      description={`${destination} has none, so nothing is sent to it. At least one enabled mapping is needed.`}
      action={
        canEdit && (
          <>
            {presets > 0 && (
              <Button variant="primary" busy={busy} onClick={onAddPresets}>
                {presets === 1 ? 'Add the preset' : `Add all ${presets} presets`}
              </Button>
            )}
            <Button variant={presets > 0 ? 'default' : 'primary'} disabled={busy} onClick={onAdd}>
              Add mapping
            </Button>
          </>
        )
      }
    >
      {error && (
        <p role="alert" className="text-failed-text">
          {error}
        </p>
      )}
    </EmptyState>
  );
}
