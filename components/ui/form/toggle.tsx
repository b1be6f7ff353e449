'use client';

import { Switch } from '@base-ui/react/switch';
import { classNames } from '../class-names';
import { Tooltip } from '../overlay/tooltip';

/**
 * On or off, at once. `label` says what is switched ("Receiving", "Windsor enabled"); it is shown with `showLabel`, and
 * read by screen readers always. When it may not be switched, `disabledReason` says why, on hover and focus.
 */
export function Toggle({
  checked,
  onCheckedChange,
  label,
  showLabel = false,
  disabled = false,
  disabledReason,
  busy = false,
}: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: string;
  showLabel?: boolean;
  disabled?: boolean;
  disabledReason?: string;
  busy?: boolean;
}) {
  const control = (
    <Switch.Root
      checked={checked}
      onCheckedChange={onCheckedChange}
      aria-label={label}
      aria-busy={busy || undefined}
      readOnly={disabled || busy}
      aria-disabled={disabled || undefined}
      aria-description={disabled ? disabledReason : undefined}
      className={classNames(
        'relative h-4 w-7 shrink-0 rounded-lg bg-(--border-control) transition-colors duration-(--dur-hover) data-checked:bg-accent-fill',
        'before:absolute before:-inset-2 before:content-[""]',
        disabled && 'cursor-not-allowed opacity-50',
        busy && 'animate-pulse',
      )}
    >
      <Switch.Thumb className="absolute top-0.5 left-0.5 size-3 rounded-full bg-on-accent transition-transform duration-(--dur-hover) data-checked:translate-x-3" />
    </Switch.Root>
  );
  const explained = disabled && disabledReason ? <Tooltip label={disabledReason}>{control}</Tooltip> : control;
  if (!showLabel) return explained;
  return (
    <span className="inline-flex items-center gap-2">
      {explained}
      <span aria-hidden>{label}</span>
    </span>
  );
}
