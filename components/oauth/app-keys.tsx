'use client';

import { useId, useState } from 'react';
import { MAX_KEYS } from '@/control-plane/oauth-apps/oauth-words.schema';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { useAction } from '../settings/use-action';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Dialog } from '../ui/overlay/dialog';
import { Section } from '../ui/page/section';
import { KeyFields } from './key-fields';

/** A public key as the page shows it; times are ISO-8601. */
export interface ShownOauthKey {
  id: string;
  name: string;
  bits: number;
  fingerprint: string;
  createdAt: string;
  lastUsedAt: string | null;
}

type Add = (input: { keyName: string; publicKey: string }) => Promise<FormResult<{ id: string }>>;
type Revoke = (keyId: string) => Promise<FormResult<null>>;

/** The public keys of an app: add a second, revoke any. */
export function AppKeys({
  keys,
  canEdit,
  add,
  revoke,
}: {
  keys: ShownOauthKey[];
  canEdit: boolean;
  add: Add;
  revoke: Revoke;
}) {
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<ShownOauthKey | null>(null);
  const { busy, error, run, clear } = useAction();
  return (
    <Section
      title="Keys"
      className="max-w-205"
      description="To change keys without a pause: add the next public key, let your program sign with it, then revoke the old one."
      actions={canEdit && keys.length < MAX_KEYS && <Button onClick={() => setAdding(true)}>Add a key</Button>}
    >
      {keys.length === 0 ? (
        <p className="border-t pt-3 text-muted">No key works. The app gets no tokens until there is one.</p>
      ) : (
        <ul className="border-t">
          {keys.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b py-2.5">
              <div className="min-w-0 flex-[1_1_13rem]">
                <div className="font-medium break-words">{key.name}</div>
                <div className="truncate text-xs text-muted" title={`SHA-256 ${key.fingerprint}`}>
                  RSA, {key.bits.toLocaleString('en')} bits · SHA-256 {key.fingerprint.slice(0, 12)}…
                </div>
              </div>
              <div className="min-w-0 flex-[1_1_18rem]">
                <CopyField value={key.id} label={`key id of ${key.name}`} />
              </div>
              <span className="text-xs text-muted">
                {key.lastUsedAt ? (
                  <>
                    Last used <RelativeTime at={key.lastUsedAt} />
                  </>
                ) : (
                  <>
                    Added <RelativeTime at={key.createdAt} />, never used
                  </>
                )}
              </span>
              {canEdit && (
                <Button
                  size="sm"
                  variant="danger"
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => {
                    clear();
                    setAsked(key);
                  }}
                >
                  Revoke
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddKey add={add} close={() => setAdding(false)} />}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Revoke ${asked?.name ?? ''}?`}
        confirmLabel="Revoke key"
        danger
        busy={busy}
        error={error}
        onConfirm={() => {
          if (asked)
            void run(
              () => revoke(asked.id),
              () => setAsked(null),
            );
        }}
      >
        It gets no more tokens, and every token it got is refused within a second or two. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}

function AddKey({ add, close }: { add: Add; close: () => void }) {
  const id = useId();
  const form = useActionForm(
    (data) => add({ keyName: textOf(data, 'keyName'), publicKey: textOf(data, 'publicKey') }),
    close,
  );
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Add a public key"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={form.busy}>
            Add key
          </Button>
        </>
      }
    >
      <form {...form.props} id={id} className="space-y-4">
        <FormMessage text={form.message} />
        <KeyFields errors={form.errors} />
      </form>
    </Dialog>
  );
}
