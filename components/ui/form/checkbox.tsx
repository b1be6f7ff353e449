'use client';

import { Checkbox as Base } from '@base-ui/react/checkbox';
import Check from 'lucide-react/icons/check';
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
      <Base.Root
        id={id}
        name={name}
        checked={checked}
        defaultChecked={defaultChecked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-xs border border-control bg-surface data-checked:border-accent-fill data-checked:bg-accent-fill data-disabled:opacity-50"
      >
        <Base.Indicator className="text-on-accent data-unchecked:hidden">
          <Check className="size-3" strokeWidth={3} aria-hidden />
        </Base.Indicator>
      </Base.Root>
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
