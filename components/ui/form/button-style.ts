import { classNames } from '../class-names';

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm' | 'lg';

const DIM = 'disabled:opacity-50 aria-disabled:opacity-50';
// Paler than ink, not a veil over it: its words stay readable. A busy one keeps its ink.
const SPENT =
  'disabled:not-aria-busy:border-strong disabled:not-aria-busy:bg-sunken disabled:not-aria-busy:text-faint aria-disabled:border-strong aria-disabled:bg-sunken aria-disabled:text-faint';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: `border-ink bg-ink text-on-ink hover:bg-ink-hover hover:border-ink-hover ${SPENT}`,
  default: `border-strong bg-raised text-default hover:bg-hover active:bg-active ${DIM}`,
  quiet: `border-transparent text-muted hover:bg-hover hover:text-default active:bg-active ${DIM}`,
  danger: `border-strong bg-raised text-failed-text hover:bg-failed-tint hover:border-failed-mark ${DIM}`,
};

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-control-sm px-2 text-xs',
  md: 'h-control px-3',
  lg: 'h-control-lg px-4',
};

/** The look of a button, shared by Button and LinkButton. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return classNames(
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 overflow-hidden rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors duration-(--dur-hover) disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg]:size-3.5 [&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}
