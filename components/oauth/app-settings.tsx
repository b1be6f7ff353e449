'use client';

import { useState } from 'react';
import { lifetimeLabel } from '@/control-plane/oauth-apps/oauth-words.schema';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Section } from '../ui/page/section';
import { LifetimeSelect } from './lifetime-select';

/** What the page shows of an app. */
export interface ShownApp {
  id: string;
  name: string;
  scopes: string[];
  tokenLifetimeDays: number;
}

type Save = (input: { name: string; tokenLifetimeDays: number }) => Promise<FormResult<null>>;

/** Name, lifetime of tokens, id and scope of an app. */
export function AppSettings({ app, canEdit, save }: { app: ShownApp; canEdit: boolean; save: Save }) {
  return (
    <Section title="Basics" className="max-w-measure">
      {canEdit && <EditForm app={app} save={save} />}
      <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
        <dt className="text-muted">App id</dt>
        <dd className="max-w-80">
          <CopyField value={app.id} label="app id" />
        </dd>
        <dt className="text-muted">Scope</dt>
        <dd>
          <code className="font-mono text-xs">{app.scopes.join(' ')}</code>
        </dd>
        {!canEdit && (
          <>
            <dt className="text-muted">Tokens work for</dt>
            <dd>{lifetimeLabel(app.tokenLifetimeDays)}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function readForm(data: FormData) {
  return { name: textOf(data, 'name'), days: Number(textOf(data, 'tokenLifetimeDays')) };
}

function EditForm({ app, save }: { app: ShownApp; save: Save }) {
  const [typed, setTyped] = useState({ name: app.name, days: app.tokenLifetimeDays });
  const [saved, setSaved] = useState(false);
  const changed = typed.name.trim() !== app.name || typed.days !== app.tokenLifetimeDays;
  const form = useActionForm(
    (data) => {
      const { name, days } = readForm(data);
      return save({ name, tokenLifetimeDays: days });
    },
    () => setSaved(true),
  );
  return (
    <form
      {...form.props}
      className="space-y-4"
      onChange={(event) => {
        setTyped(readForm(new FormData(event.currentTarget)));
        setSaved(false);
      }}
    >
      <FormMessage text={form.message} />
      <Field label="Name" error={form.errors.name}>
        <TextInput name="name" defaultValue={app.name} autoComplete="off" maxLength={80} />
      </Field>
      <LifetimeSelect defaultValue={app.tokenLifetimeDays} error={form.errors.tokenLifetimeDays} />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" busy={form.busy} disabled={!changed}>
          Save
        </Button>
        <span role="status" className="text-xs text-muted">
          {saved && 'Saved. Tokens that are out already keep their time.'}
        </span>
      </div>
    </form>
  );
}
