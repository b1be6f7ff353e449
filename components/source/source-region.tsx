'use client';

import { useState, useTransition } from 'react';
import type { RegionChoice } from '@/control-plane/sources/list-regions';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { Section } from '../ui/page/section';
import type { Outcome } from './outcome';

/** The select's value for the installation's own address, which is not a name of a region. */
const OWN = '';

function label({ name, origin }: RegionChoice): string {
  return `${name ?? 'Default'}: ${new URL(origin).host}`;
}

/** Which host a source's snippets and settings name. Shown only where the operator has configured regions. */
export function SourceRegion({
  region,
  choices,
  canEdit,
  save,
}: {
  region: string | null;
  choices: RegionChoice[];
  canEdit: boolean;
  save: (region: string | null) => Promise<Outcome>;
}) {
  const offered = choices.some(({ name }) => name === region);
  const [chosen, setChosen] = useState(offered ? (region ?? OWN) : OWN);
  const [error, setError] = useState<string>();
  const [saved, setSaved] = useState(false);
  const [pending, startTransition] = useTransition();
  if (choices.length === 0) return null;
  const changed = chosen !== (region ?? OWN);
  const submit = () =>
    startTransition(async () => {
      const result = await save(chosen === OWN ? null : chosen);
      setError(result.ok ? undefined : result.error.message);
      setSaved(result.ok);
    });
  return (
    <Section
      title="Region"
      className="max-w-measure"
      description="The host that this source’s snippets and settings name. Events sent to any other host of this installation are accepted all the same."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label="Host for events"
          error={error}
          help={
            !canEdit
              ? 'Your role does not allow changing sources.'
              : !offered
                ? `The region ${region} is no longer offered; the default is used.`
                : saved && !changed
                  ? 'Saved. Pages that load from now on use it within a minute or two.'
                  : undefined
          }
        >
          <Select
            value={chosen}
            disabled={!canEdit}
            options={choices.map((choice) => ({ value: choice.name ?? OWN, label: label(choice) }))}
            onValueChange={(value) => {
              setChosen(value);
              setError(undefined);
              setSaved(false);
            }}
          />
        </Field>
        {canEdit && (
          <Button type="submit" variant="primary" className="mt-3" busy={pending} disabled={!changed}>
            Save region
          </Button>
        )}
      </form>
    </Section>
  );
}
