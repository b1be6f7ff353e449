import { classNames } from '../class-names';

/** The six states a thing on its way can be in. */
export type State = 'delivered' | 'retrying' | 'failed' | 'filtered' | 'held' | 'pending';

const COLOURS: Record<State, string> = {
  delivered: 'text-delivered-mark',
  retrying: 'text-retrying-mark',
  failed: 'text-failed-mark',
  filtered: 'text-filtered-mark',
  held: 'text-held-mark',
  pending: 'text-pending-mark',
};

function Drawing({ state }: { state: State }) {
  switch (state) {
    case 'delivered':
      return (
        <>
          <circle cx="6" cy="6" r="5.4" fill="currentColor" />
          <path d="M3.5 6.1 5.3 7.9l3.3-3.6" fill="none" stroke="var(--surface)" strokeWidth="1.4" />
        </>
      );
    case 'failed':
      return (
        <>
          <circle cx="6" cy="6" r="5.4" fill="currentColor" />
          <path d="m4.1 4.1 3.8 3.8m0-3.8L4.1 7.9" stroke="var(--surface)" strokeWidth="1.4" />
        </>
      );
    case 'retrying':
      return (
        <path d="M10.2 6.2a4.2 4.2 0 1 1-1.4-3.3M10.3 1v2.7H7.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      );
    case 'filtered':
      return (
        <path
          d="M6 1.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2ZM2.8 9.2l6.4-6.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
        />
      );
    case 'held':
      return <path d="M4 2v8m4-8v8" stroke="currentColor" strokeWidth="1.8" />;
    case 'pending':
      return <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" />;
  }
}

/** A state as a 12 px drawing: shape and colour together. Its word stands beside it, or is given as `label`. */
export function StateGlyph({ state, label, className }: { state: State; label?: string; className?: string }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classNames('inline-block shrink-0', COLOURS[state], className)}
    >
      <Drawing state={state} />
    </svg>
  );
}
