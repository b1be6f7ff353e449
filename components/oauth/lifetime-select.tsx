import { lifetimeLabel, LIFETIME_DAYS } from '@/control-plane/oauth-apps/oauth-words.schema';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';

const OPTIONS = LIFETIME_DAYS.map((days) => ({ value: String(days), label: lifetimeLabel(days) }));

/** How long a token works, as a field of a form. */
export function LifetimeSelect({
  defaultValue,
  error,
  onChange,
}: {
  defaultValue: number;
  error: string | undefined;
  onChange?: () => void;
}) {
  return (
    <Field
      label="Tokens work for"
      help="SDKs ask for the next one long before. Shorter is safer should a token leak."
      error={error}
    >
      <Select
        name="tokenLifetimeDays"
        defaultValue={String(defaultValue)}
        options={OPTIONS}
        {...(onChange && { onValueChange: onChange })}
      />
    </Field>
  );
}
