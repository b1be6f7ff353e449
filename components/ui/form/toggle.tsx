'use client';

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
    <input
      type="checkbox"
      role="switch"
      checked={checked}
      onChange={(event) => {
        if (!disabled && !busy) onCheckedChange(event.target.checked);
      }}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={disabled || undefined}
      aria-description={disabled ? disabledReason : undefined}
      className={classNames(
        'relative h-4 w-7 shrink-0 appearance-none rounded-lg bg-(--border-control) transition-colors duration-(--dur-hover) checked:bg-accent-fill',
        'before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-on-accent before:transition-transform before:duration-(--dur-hover) checked:before:translate-x-3',
        'after:absolute after:-inset-2', // a target of 32 px
        disabled ? 'cursor-not-allowed opacity-50' : 'cursor-pointer',
        busy && 'animate-pulse',
      )}
    />
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
