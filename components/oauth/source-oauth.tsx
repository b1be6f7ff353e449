'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { FormResult } from '../auth/form-result';
import { useAction } from '../settings/use-action';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { Toggle } from '../ui/form/toggle';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Section } from '../ui/page/section';

/** How a source stands to OAuth. */
export interface ShownSourceOauth {
  app: { id: string; name: string } | null;
  required: boolean;
  apps: { id: string; name: string }[];
}

/** Which app's tokens a source takes, and whether it takes events without one. */
export function SourceOauth({
  oauth,
  slug,
  canEdit,
  connect,
  disconnect,
  enforce,
}: {
  oauth: ShownSourceOauth;
  slug: string;
  canEdit: boolean;
  connect: (appId: string) => Promise<FormResult<null>>;
  disconnect: () => Promise<FormResult<null>>;
  enforce: (required: boolean) => Promise<FormResult<null>>;
}) {
  const { app, apps, required } = oauth;
  return (
    <Section
      title="OAuth"
      className="max-w-measure"
      description="A write key is enough to send, and it may leak. With OAuth a server proves by its private key that it may send."
    >
      {app ? (
        <Connected {...{ app, required, slug, canEdit, disconnect, enforce }} />
      ) : apps.length === 0 ? (
        <p className="text-muted">
          There is no app to connect.{' '}
          <Link className="link underline underline-offset-2" href={`/${slug}/settings/oauth`}>
            OAuth apps
          </Link>{' '}
          are in the workspace’s settings.
        </p>
      ) : canEdit ? (
        <Connect apps={apps} connect={connect} />
      ) : (
        <p className="text-muted">No OAuth app is connected. Your role does not allow connecting one.</p>
      )}
    </Section>
  );
}

function Connect({
  apps,
  connect,
}: {
  apps: { id: string; name: string }[];
  connect: (appId: string) => Promise<FormResult<null>>;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useAction();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(chosen === null);
        if (chosen !== null)
          void run(
            () => connect(chosen),
            () => undefined,
          );
      }}
    >
      <Field
        label="App"
        error={missing ? 'Choose an app.' : error}
        help="Its tokens are taken from then on. Events without a token still are, until you require OAuth."
      >
        <Select
          value={chosen}
          placeholder="Choose an app…"
          options={apps.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={(value) => {
            setChosen(value);
            setMissing(false);
          }}
        />
      </Field>
      <Button type="submit" variant="primary" className="mt-3" busy={busy}>
        Connect app
      </Button>
    </form>
  );
}

function Connected({
  app,
  required,
  slug,
  canEdit,
  disconnect,
  enforce,
}: {
  app: { id: string; name: string };
  required: boolean;
  slug: string;
  canEdit: boolean;
  disconnect: () => Promise<FormResult<null>>;
  enforce: (required: boolean) => Promise<FormResult<null>>;
}) {
  const [asking, setAsking] = useState(false);
  const { busy, error, run, clear } = useAction();
  const set = (next: boolean) =>
    void run(
      () => enforce(next),
      () => setAsking(false),
    );
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0">
          Connected to{' '}
          <Link href={`/${slug}/settings/oauth/${app.id}`} className="link font-medium break-words hover:underline">
            {app.name}
          </Link>
        </span>
        {canEdit && !required && (
          <Button size="sm" busy={busy && !asking} onClick={() => void run(disconnect, () => undefined)}>
            Disconnect
          </Button>
        )}
      </div>
      <div className="mt-4">
        <Toggle
          checked={required}
          onCheckedChange={(next) => {
            clear();
            if (next) setAsking(true);
            else set(false);
          }}
          label="Require OAuth"
          showLabel
          disabled={!canEdit}
          disabledReason="Your role does not allow changing this."
          busy={busy}
        />
        <p className="mt-1 text-xs text-muted">
          {required
            ? 'Events without a valid token of this app are refused with 401 and show as failed on ingest.'
            : 'Events are taken with a token of this app, and with the write key alone.'}
        </p>
        {error && !asking && (
          <p role="alert" className="mt-1.5 text-xs text-failed-text">
            {error}
          </p>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Require OAuth?"
        confirmLabel="Require OAuth"
        busy={busy}
        error={error}
        onConfirm={() => set(true)}
      >
        Everything that sends to this source with its write key alone is refused from now on: browsers and mobile apps
        too, which cannot hold a private key. You can turn it off again at any time.
      </ConfirmDialog>
    </>
  );
}
