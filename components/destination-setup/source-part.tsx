'use client';

import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';

/** Which source to connect, and what to call it. */
export function SourcePart({
  typeName,
  choices,
  sourceId,
  name,
  errors,
  onSource,
  onName,
}: {
  typeName: string;
  choices: SetupChoices;
  sourceId: string;
  name: string;
  errors: Record<string, string>;
  onSource: (id: string) => void;
  onName: (name: string) => void;
}) {
  const { unfit } = choices;
  return (
    <div className="space-y-5">
      <Field
        label="Source"
        help={
          <>
            The events of this source are sent. To send those of another, add another destination.
            {unfit > 0 && (
              <>
                {' '}
                {typeName} runs in the visitor’s browser, so {unfit === 1 ? 'one source' : `${unfit} sources`} that{' '}
                {unfit === 1 ? 'is' : 'are'} no website {unfit === 1 ? 'is' : 'are'} not offered.
              </>
            )}
          </>
        }
        error={errors.sourceId}
      >
        <Select
          options={choices.sources.map((source) => ({
            value: source.id,
            label: source.full ? `${source.name} (has as many as it may)` : source.name,
            disabled: source.full,
          }))}
          value={sourceId || null}
          onValueChange={onSource}
          placeholder="Choose a source"
        />
      </Field>
      <Field label="Name" help="Tells it apart from others of its type on this source." error={errors.name}>
        <TextInput value={name} maxLength={120} autoComplete="off" onChange={(event) => onName(event.target.value)} />
      </Field>
    </div>
  );
}
