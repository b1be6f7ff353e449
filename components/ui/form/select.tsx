'use client';

import { Select as Base } from '@base-ui/react/select';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { classNames } from '../class-names';
import { useField } from './field-context';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

const HEIGHTS = { sm: 'h-control-sm px-2 text-xs', md: 'h-control px-2.5', lg: 'h-control-lg px-3' };

/**
 * One of a few values. `name` puts it into a form. Without a Field around it, `label` names it for screen readers.
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
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => {
        if (typeof next === 'string') onValueChange?.(next);
      }}
      name={name}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        id={id ?? field.id}
        aria-label={field.labelledBy ? undefined : label}
        aria-labelledby={field.labelledBy}
        aria-describedby={field.describedBy}
        aria-invalid={(invalid ?? field.invalid) || undefined}
        className={classNames(
          'control flex items-center justify-between gap-2 text-left select-none',
          HEIGHTS[size],
          className,
        )}
      >
        <Base.Value className="min-w-0 truncate data-placeholder:text-faint" placeholder={placeholder} />
        <Base.Icon className="shrink-0 text-faint">
          <ChevronDown className="size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <Base.Popup className="popup max-w-[min(28rem,var(--available-width))] min-w-(--anchor-width) outline-hidden">
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="grid min-h-7 cursor-default grid-cols-[14px_minmax(0,1fr)] items-center gap-2 rounded-sm px-2 py-1 outline-hidden select-none data-disabled:text-disabled data-highlighted:bg-hover pointer-coarse:min-h-10"
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check className="size-3.5" aria-hidden />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2 break-words">{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
