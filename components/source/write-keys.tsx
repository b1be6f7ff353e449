'use client';

import { useState, useTransition } from 'react';
import { notify } from '../ui/overlay/notify';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Section } from '../ui/page/section';
import { Tooltip } from '../ui/overlay/tooltip';
import type { Outcome } from './outcome';
import { WriteKeyLimit } from './write-key-limit';

/** A write key as the table shows it; times are ISO-8601. */
export interface ShownKey {
  id: string;
  /** Null for roles that may not see it. */
  key: string | null;
  masked: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Null: no limit of its own. */
  eventsPerSecond: number | null;
}

/** The write keys of a source: copy, limit, generate another, revoke any but the last. */
export function WriteKeys({
  keys,
  canEdit,
  create,
  limit,
  revoke,
}: {
  keys: ShownKey[];
  canEdit: boolean;
  create: () => Promise<Outcome>;
  limit: (writeKeyId: string, eventsPerSecond: number | null) => Promise<Outcome>;
  revoke: (writeKeyId: string) => Promise<Outcome>;
}) {
  const [asking, setAsking] = useState<ShownKey | null>(null);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const generate = () =>
    startTransition(async () => {
      const result = await create();
      if (!result.ok) void notify('error', result.error.message);
    });
  const confirm = (key: ShownKey) =>
    startTransition(async () => {
      const result = await revoke(key.id);
      if (result.ok) setAsking(null);
      else setError(result.error.message);
    });
  return (
    <Section
      title="Write keys"
      className="max-w-205"
      description="Libraries send with a write key. All keys listed here work; to rotate, generate another, deploy it, then revoke the old one."
      actions={
        canEdit && (
          <Button onClick={generate} busy={pending && asking === null}>
            Generate another key
          </Button>
        )
      }
    >
      <ul className="border-t">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b py-2.5">
            <div className="min-w-0 flex-[1_1_18rem]">
              {key.key === null ? (
                <code className="font-mono text-xs">{key.masked}</code>
              ) : (
                <CopyField value={key.key} masked label={`write key ${key.masked}`} />
              )}
            </div>
            <span className="text-xs text-muted">
              Created <RelativeTime at={key.createdAt} />
            </span>
            <span className="text-xs text-muted">
              {key.lastUsedAt ? (
                <>
                  Last used <RelativeTime at={key.lastUsedAt} />
                </>
              ) : (
                'Never used'
              )}
            </span>
            <WriteKeyLimit writeKey={key} canEdit={canEdit} save={limit} />
            {canEdit &&
              (keys.length > 1 ? (
                <Button
                  size="sm"
                  variant="danger"
                  aria-label={`Revoke ${key.masked}`}
                  onClick={() => {
                    setError(undefined);
                    setAsking(key);
                  }}
                >
                  Revoke
                </Button>
              ) : (
                <Tooltip label="The only key cannot be revoked. Generate another one first.">
                  <Button size="sm" variant="danger" aria-disabled aria-label={`Revoke ${key.masked}`}>
                    Revoke
                  </Button>
                </Tooltip>
              ))}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Revoke ${asking?.masked ?? 'this key'}?`}
        confirmLabel="Revoke key"
        danger
        busy={pending}
        error={error}
        onConfirm={() => asking && confirm(asking)}
      >
        Events sent with this key are no longer accepted, from now on.{' '}
        {asking?.lastUsedAt ? (
          <>
            It was last used <RelativeTime at={asking.lastUsedAt} />.
          </>
        ) : (
          'It was never used.'
        )}{' '}
        This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}
