'use client';

import type { ReactNode } from 'react';
import { classNames } from '../class-names';

/** One of a few choices, each with a sentence of explanation, as rows divided by hairlines. Native radio buttons. */
export function RadioRows<V extends string>({
  label,
  name,
  value,
  onValueChange,
  options,
}: {
  label: string;
  name: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; help?: ReactNode; disabled?: boolean }[];
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'flex items-start gap-3 border-b py-2 last:border-b-0',
            option.disabled ? 'text-disabled' : 'cursor-pointer',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onValueChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-(--accent-fill)"
          />
          <span className="min-w-0">
            <span className="block">{option.label}</span>
            {option.help && <span className="block text-xs text-muted">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
