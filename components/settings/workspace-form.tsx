'use client';

import { useState } from 'react';
import { slugOfName } from '@/control-plane/workspaces/slug-of-name.schema';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { useSlugCheck, type SlugCheck } from './use-slug-check';

/** Name and slug of a workspace, with a live check of the slug. On success the browser goes to the workspace's new address. */
export function WorkspaceForm({
  initial,
  host,
  size = 'md',
  submitLabel,
  save,
  checkSlug,
  goTo,
}: {
  /** The workspace there is; absent when it is about to be created. */
  initial?: { name: string; slug: string };
  host: string;
  size?: 'md' | 'lg';
  submitLabel: string;
  save: (input: { name: string; slug: string }) => Promise<FormResult<{ slug: string }>>;
  checkSlug: (slug: string) => Promise<{ available: true } | { available: false; reason: string }>;
  /** What follows the slug in the address to go to. */
  goTo: string;
}) {
  const [name, setName] = useState(initial?.name ?? '');
  const [slug, setSlug] = useState(initial?.slug ?? '');
  const [slugTouched, setSlugTouched] = useState(initial !== undefined);
  const check = useSlugCheck(slug, checkSlug, initial?.slug);
  const form = useActionForm(
    (data) => save({ name: textOf(data, 'name'), slug: textOf(data, 'slug') }),
    (value) => {
      window.location.assign(`/${value.slug}${goTo}`);
      return true;
    },
  );
  const refused = check.state === 'done' && !check.available && check.slug === slug ? check.reason : null;
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Field label="Name" error={form.errors.name}>
        <TextInput
          name="name"
          size={size}
          autoComplete="organization"
          autoFocus={initial === undefined}
          maxLength={80}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            if (!slugTouched) setSlug(slugOfName(event.target.value));
          }}
        />
      </Field>
      <Field
        label="Slug"
        error={form.errors.slug ?? refused ?? undefined}
        help={<SlugHelp host={host} slug={slug} check={check} />}
      >
        <TextInput
          name="slug"
          size={size}
          mono
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={48}
          value={slug}
          onChange={(event) => {
            setSlug(event.target.value.toLowerCase());
            setSlugTouched(event.target.value !== '');
          }}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size={size}
        busy={form.busy}
        className={size === 'lg' ? 'w-full' : undefined}
      >
        {submitLabel}
      </Button>
    </form>
  );
}

function SlugHelp({ host, slug, check }: { host: string; slug: string; check: SlugCheck }) {
  const address = <span className="font-mono break-all">{`${host}/${slug || '…'}`}</span>;
  if (check.state === 'done' && check.available) {
    return (
      <span role="status" className="flex items-baseline gap-1.5">
        <StateGlyph state="delivered" className="translate-y-0.5" />
        <span className="min-w-0">Free: {address}</span>
      </span>
    );
  }
  return <span>{address}</span>;
}
