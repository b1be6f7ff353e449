import type { FilterTrial } from '@/control-plane/filters/try-filter';

const SHOWN = 6;

/** Which events would be kept back, by name, as bars of the part. */
export function TrialNames({ names, destination }: { names: FilterTrial['byName']; destination: string }) {
  const affected = names.filter((each) => each.notSent > 0);
  const whole = affected.find((each) => each.notSent === each.total && each.total > 1);
  if (affected.length === 0) return null;
  return (
    <div className="border-b px-gutter py-3">
      <ul className="space-y-1.5">
        {affected.slice(0, SHOWN).map((each) => (
          <li key={each.name} className="grid grid-cols-[minmax(0,1fr)_minmax(40px,110px)_auto] items-center gap-3">
            <span className="truncate">{each.name}</span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-xs bg-active">
              <span
                className="block h-full bg-filtered-mark"
                style={{ width: `${(100 * each.notSent) / each.total}%` }}
              />
            </span>
            <span className="text-right whitespace-nowrap tabular-nums">
              {each.notSent} of {each.total}
            </span>
          </li>
        ))}
      </ul>
      {affected.length > SHOWN && <p className="mt-1.5 text-xs text-muted">and {affected.length - SHOWN} more names</p>}
      {whole && (
        <p className="mt-2 text-xs text-retrying-text">
          Every “{whole.name}” would be kept from {destination}. Is that meant?
        </p>
      )}
    </div>
  );
}
