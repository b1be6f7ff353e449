'use client';

import { withRenamedKey } from '../model/value-form';
import { Argument, Option } from './argument';
import { innerField, plainField, type FormProps } from '../value/value-props';

/** If a value is there (`exists`) or not empty (`blank`), one value, else another. */
export function IfForm(form: FormProps) {
  const { argument, onArgument } = form;
  const test = 'exists' in argument ? 'exists' : 'blank';
  const field = innerField(form.field);
  return (
    <>
      <Argument {...form} name={test} title="If" type={plainField(test)} />
      <div className="pl-11">
        <Option
          label={`Test of ${form.label}`}
          value={test}
          options={[
            { value: 'exists', label: 'is there' },
            { value: 'blank', label: 'is there and not empty' },
          ]}
          onChange={(next) => onArgument(withRenamedKey(argument, test, next))}
        />
      </div>
      <Argument {...form} name="then" title="Then" type={field} />
      <Argument
        {...form}
        name="else"
        title="Else"
        type={field}
        set={(key, value) => form.set(key, value === '' ? undefined : value)}
      />
    </>
  );
}
