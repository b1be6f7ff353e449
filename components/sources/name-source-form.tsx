'use client';

import { useState, useTransition, type FormEvent } from 'react';
import type { SourceMetadata } from '@/catalog/sources/metadata';
import { BrandMark } from '../ui/data/brand-mark';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { LinkButton } from '../ui/form/link-button';
import { TextInput } from '../ui/form/text-input';
import { Callout } from '../ui/page/callout';
import type { Outcome } from '../source/outcome';

/** Names a new source and creates it; on success the action goes to its Overview. */
export function NameSourceForm({
  type,
  backHref,
  create,
}: {
  type: SourceMetadata;
  backHref: string;
  create: (input: { type: string; name: string }) => Promise<Outcome>;
}) {
  const [name, setName] = useState('');
  const [error, setError] = useState<{ message: string; name?: string } | null>(null);
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await create({ type: type.type, name });
      if (!result.ok) setError({ message: result.error.message, name: result.error.fields.name });
    });
  };
  return (
    <form onSubmit={submit} className="max-w-measure space-y-5 px-gutter pt-4 pb-12" noValidate>
      <div className="flex items-start gap-3">
        <BrandMark type={type.type} name={type.name} size={32} />
        <div>
          <p className="font-medium">{type.name}</p>
          <p className="text-muted">{type.description}</p>
        </div>
      </div>
      {error && !error.name && <Callout tone="danger" title={error.message} />}
      <Field
        label="Name"
        help="What people here call it: the site, app or service that sends the events."
        error={error?.name}
      >
        <TextInput
          autoFocus
          value={name}
          maxLength={120}
          placeholder="Order service"
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={pending}>
          Create source
        </Button>
        <LinkButton href={backHref} variant="quiet">
          Choose another type
        </LinkButton>
      </div>
    </form>
  );
}
