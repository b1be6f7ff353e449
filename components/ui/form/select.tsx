'use client';

import ChevronDown from 'lucide-react/icons/chevron-down';
import { classNames } from '../class-names';
import { useField } from './field-context';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

const HEIGHTS = { sm: 'h-control-sm pl-2 pr-7 text-xs', md: 'h-control pl-2.5 pr-8', lg: 'h-control-lg pl-3 pr-8' };

/**
 * One of a few values, as the browser's own control: it works on phones, by typing ahead and in forms (`name`) without
 * any code. Browsers that can let us style its list (see globals.css). Without a Field around it, `label` names it.
 * Uncontrolled with `defaultValue`, controlled with `value` and `onValueChange`.
 */
export function Select({
  options,
  value,
  defaultValue,
  onValueChange,
  name,
  label,
  placeholder = 'Choose…',
  size = 'md',
  disabled = false,
  invalid,
  className,
  id,
}: {
  options: readonly SelectOption[];
  value?: string | null;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  name?: string;
  label?: string;
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
  invalid?: boolean;
  className?: string;
  id?: string;
}) {
  const field = useField();
  const controlled = value !== undefined;
  const chosen = controlled ? value : defaultValue;
  const empty = !options.some((option) => option.value === chosen);
  return (
    <span className={classNames('relative inline-block min-w-0', className ?? 'w-full')}>
      <select
        id={id ?? field.id}
        name={name}
        disabled={disabled}
        aria-label={field.labelledBy ? undefined : label}
        aria-describedby={field.describedBy}
        aria-invalid={(invalid ?? field.invalid) || undefined}
        {...(controlled ? { value: empty ? '' : (value ?? '') } : { defaultValue: empty ? '' : defaultValue })}
        onChange={(event) => onValueChange?.(event.target.value)}
        onKeyDown={(event) => {
          if (event.target instanceof HTMLOptionElement) event.stopPropagation(); // keys in the open list are the list's
        }}
        className={classNames('control select truncate', HEIGHTS[size], empty && controlled && 'text-faint')}
      >
        {empty && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
