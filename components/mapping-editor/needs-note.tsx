import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Fragment } from 'react';
import type { MappingNeed } from '@/catalog/destinations/kit/mapping/mapping-needs';

/** How many are named. */
const SHOWN = 5;

/** What the mapping lacks, each leading to its field, and what follows from it. */
export function NeedsNote({
  needs,
  consequence,
  onField,
}: {
  needs: readonly MappingNeed[];
  consequence: string;
  onField: (path: string) => void;
}) {
  if (needs.length === 0) return null;
  const shown = needs.slice(0, SHOWN);
  return (
    <p className="flex gap-2 text-xs">
      <TriangleAlert aria-hidden className="mt-[5px] size-3.5 shrink-0 text-retrying-mark" />
      <span className="min-w-0 break-words">
        Needs:{' '}
        {shown.map(({ path, label }, index) => (
          <Fragment key={path}>
            {index > 0 && ', '}
            <button
              type="button"
              className="min-h-6 font-medium underline decoration-dotted underline-offset-2 pointer-coarse:min-h-8"
              onClick={() => onField(path)}
            >
              {label}
            </button>
          </Fragment>
        ))}
        {needs.length > SHOWN && ` and ${needs.length - SHOWN} more`}. {consequence}
      </span>
    </p>
  );
}
