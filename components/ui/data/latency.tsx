import { formatLatency } from './format';

/** A duration given in milliseconds; a dash when there is none. */
export function Latency({ ms, className }: { ms: number | null; className?: string }) {
  return (
    <span className={className ?? 'tabular-nums whitespace-nowrap'}>
      {ms === null ? <span className="text-faint">–</span> : formatLatency(ms)}
    </span>
  );
}
