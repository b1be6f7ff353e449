'use client';

import { Checkbox } from '../../ui/form/checkbox';
import { Argument, TextArgument } from './argument';
import { plainField, type FormProps } from '../value/value-props';

/** Longest text of `@replace`, in characters (Segment's mapping kit). */
const LONGEST = 10;

/** Replaces one or two short texts in a value. */
export function ReplaceForm(form: FormProps) {
  const { argument, set } = form;
  return (
    <>
      <Argument {...form} name="value" title="In" type={plainField('value')} />
      <div className="flex gap-2">
        <TextArgument {...form} name="pattern" title="Replace" maxLength={LONGEST} />
        <TextArgument {...form} name="replacement" title="With" maxLength={LONGEST} />
      </div>
      <div className="flex gap-2">
        <TextArgument {...form} name="pattern2" title="Then replace" maxLength={LONGEST} optional />
        <TextArgument {...form} name="replacement2" title="With this" maxLength={LONGEST} optional />
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Checkbox
          label="Everywhere, not only the first time"
          checked={argument.global !== false}
          onCheckedChange={(checked) => set('global', checked)}
        />
        <Checkbox
          label="Upper and lower case alike"
          checked={argument.ignorecase === true}
          onCheckedChange={(checked) => set('ignorecase', checked)}
        />
      </div>
    </>
  );
}
