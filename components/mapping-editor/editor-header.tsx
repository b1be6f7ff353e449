'use client';

import type { ReactNode } from 'react';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import { PageHeader, type Crumb } from '../ui/page/page-header';

/** The header of the mapping page: where one is, whether something is unsaved, and the buttons that save or discard it. */
export function EditorHeader({
  crumbs,
  canEdit,
  isNew,
  dirty,
  state,
  message,
  toggle,
  onSave,
  onDiscard,
  onPreview,
}: {
  crumbs: Crumb[];
  canEdit: boolean;
  isNew: boolean;
  dirty: boolean;
  state: 'idle' | 'busy' | 'saved';
  /** Why it was not saved. */
  message: string | null;
  toggle: ReactNode;
  onSave: () => void;
  onDiscard: () => void;
  onPreview: () => void;
}) {
  return (
    <div className="sticky top-0 z-40 border-b bg-surface max-lg:static">
      <PageHeader
        crumbs={crumbs}
        actions={
          <>
            <span role="status" className="text-xs text-muted">
              {state === 'saved' && !dirty ? 'Saved. Takes effect within seconds.' : dirty && !isNew ? 'Unsaved' : ''}
            </span>
            {toggle}
            <Button className="lg:hidden" onClick={onPreview}>
              Preview
            </Button>
            {canEdit && dirty && !isNew && (
              <Button disabled={state === 'busy'} onClick={onDiscard}>
                Discard
              </Button>
            )}
            {canEdit && (
              <Button variant="primary" busy={state === 'busy'} disabled={!dirty && !isNew} onClick={onSave}>
                {isNew ? 'Create mapping' : 'Save'}
              </Button>
            )}
          </>
        }
      />
      {message !== null && (
        <p role="alert" className="flex gap-2 px-gutter pb-2.5 text-failed-text">
          <StateGlyph state="failed" className="mt-1" />
          <span className="min-w-0 break-words">{message}</span>
        </p>
      )}
    </div>
  );
}
