'use client';

import { useState, useTransition, type FormEvent } from 'react';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Section } from '../ui/page/section';
import type { Outcome } from './outcome';
import { WriteKeys, type ShownKey } from './write-keys';

/** What the settings show of a source. */
export interface SettledSource {
  id: string;
  name: string;
  slug: string;
  typeName: string;
  destinationCount: number;
}

/** Name, write keys, and deleting a source. */
export function SourceSettings({
  source,
  canEdit,
  keys,
  region,
  answers,
  oauth,
  update,
  remove,
  createKey,
  limitKey,
  revokeKey,
}: {
  source: SettledSource;
  canEdit: boolean;
  keys: ShownKey[];
  /** The card of the source's region. */
  region: React.ReactNode;
  /** The card of how senders are answered. */
  answers: React.ReactNode;
  /** The card of OAuth. */
  oauth: React.ReactNode;
  update: (input: { sourceId: string; name: string }) => Promise<Outcome>;
  remove: () => Promise<Outcome>;
  createKey: () => Promise<Outcome>;
  limitKey: (writeKeyId: string, eventsPerSecond: number | null) => Promise<Outcome>;
  revokeKey: (writeKeyId: string) => Promise<Outcome>;
}) {
  return (
    <div className="space-y-10 px-gutter pt-6 pb-16">
      <Section title="Basics" className="max-w-measure">
        <NameForm source={source} canEdit={canEdit} update={update} />
        <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
          <dt className="text-muted">Type</dt>
          <dd>{source.typeName}</dd>
          <dt className="text-muted">Slug</dt>
          <dd>
            <code className="font-mono text-xs">{source.slug}</code>
          </dd>
          <dt className="text-muted">Source id</dt>
          <dd className="max-w-80">
            <CopyField value={source.id} label="source id" />
          </dd>
        </dl>
      </Section>
      {region}
      <WriteKeys keys={keys} canEdit={canEdit} create={createKey} limit={limitKey} revoke={revokeKey} />
      {answers}
      {oauth}
      {canEdit && <DeleteSource source={source} remove={remove} />}
    </div>
  );
}

function NameForm({
  source,
  canEdit,
  update,
}: {
  source: SettledSource;
  canEdit: boolean;
  update: (input: { sourceId: string; name: string }) => Promise<Outcome>;
}) {
  const [name, setName] = useState(source.name);
  const [error, setError] = useState<string>();
  const [saved, setSaved] = useState(false);
  const [pending, startTransition] = useTransition();
  const changed = name.trim() !== source.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await update({ sourceId: source.id, name });
      setError(result.ok ? undefined : (result.error.fields.name ?? result.error.message));
      setSaved(result.ok);
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label="Name"
        error={error}
        help={canEdit ? (saved && !changed ? 'Saved.' : undefined) : 'Your role does not allow renaming sources.'}
      >
        <TextInput
          value={name}
          maxLength={120}
          disabled={!canEdit}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
            setSaved(false);
          }}
        />
      </Field>
      {canEdit && (
        <Button type="submit" variant="primary" className="mt-3" busy={pending} disabled={!changed}>
          Save name
        </Button>
      )}
    </form>
  );
}

function DeleteSource({ source, remove }: { source: SettledSource; remove: () => Promise<Outcome> }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const { destinationCount } = source;
  return (
    <Section
      title="Delete source"
      className="max-w-measure"
      description="Its write keys stop working at once, and its destinations are deleted with it. Events already accepted stay until their retention ends."
    >
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete source
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${source.name}?`}
        typedName={source.name}
        confirmLabel="Delete source"
        danger
        busy={pending}
        error={error}
        onConfirm={() =>
          startTransition(async () => {
            const result = await remove();
            if (!result.ok) setError(result.error.message);
          })
        }
      >
        {destinationCount === 0
          ? 'It has no destinations.'
          : `Its ${destinationCount} ${destinationCount === 1 ? 'destination goes' : 'destinations go'} with it, with filters and mappings.`}{' '}
        Apps that still send with its write keys are answered as before, but their events are not accepted. This cannot
        be undone.
      </ConfirmDialog>
    </Section>
  );
}
