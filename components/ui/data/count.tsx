import { formatCount } from './format';

/** A grouped, tabular number. */
export function Count({ value, className }: { value: number; className?: string }) {
  return <span className={className ?? 'tabular-nums'}>{formatCount(value)}</span>;
}
