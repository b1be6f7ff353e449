import { classNames } from '../class-names';
import { StateGlyph, type State } from './state-glyph';

const LOOKS: Record<State, string> = {
  delivered: 'bg-delivered-tint text-delivered-text',
  retrying: 'bg-retrying-tint text-retrying-text',
  failed: 'bg-failed-tint text-failed-text',
  filtered: 'bg-filtered-tint text-filtered-text',
  held: 'bg-held-tint text-held-text',
  pending: 'bg-pending-tint text-pending-text',
};

const BADGE = 'inline-flex max-w-full items-center gap-1.5 rounded-sm px-1.5 text-2xs leading-[18px] whitespace-nowrap';

/** A state with its word. */
export function StateBadge({ state, label, className }: { state: State; label: string; className?: string }) {
  return (
    <span className={classNames(BADGE, LOOKS[state], className)}>
      <StateGlyph state={state} className="size-2.5" />
      <span className="truncate">{label}</span>
    </span>
  );
}

/** A neutral word in a badge ("Prod", "Viewer"): not a state. */
export function Tag({ children, className }: { children: React.ReactNode; className?: string }) {
  return <span className={classNames(BADGE, 'bg-active text-muted', className)}>{children}</span>;
}
