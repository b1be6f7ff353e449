'use client';

import { useId, type ReactNode } from 'react';

/** A checkbox with its label; takes effect when the form is saved (a Toggle takes effect at once). */
export function Checkbox({
  label,
  help,
  name,
  checked,
  defaultChecked,
  onCheckedChange,
  disabled = false,
}: {
  label: ReactNode;
  help?: ReactNode;
  name?: string;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        type="checkbox"
        id={id}
        name={name}
        checked={checked}
        defaultChecked={defaultChecked}
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-(--accent-fill) disabled:opacity-50"
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {help && (
          <div id={`${id}-help`} className="text-xs text-muted">
            {help}
          </div>
        )}
      </div>
    </div>
  );
}
