import { classNames } from '../ui/class-names';

/** The categories with how many of what was found are in each; on phones a row that scrolls. */
export function CatalogCategories({
  counts,
  total,
  chosen,
  onChoose,
}: {
  counts: [string, number][];
  total: number;
  chosen: string | null;
  onChoose: (category: string | null) => void;
}) {
  const all: [string | null, number][] = [[null, total], ...counts];
  return (
    <nav aria-label="Categories" className="w-60 shrink-0 border-r max-md:w-full max-md:border-r-0 max-lg:w-52">
      <ul className="flex gap-0.5 py-3 pl-gutter max-md:overflow-x-auto max-md:pr-gutter max-md:pb-1 md:sticky md:top-0 md:max-h-dvh md:flex-col md:overflow-y-auto md:pr-2">
        {all.map(([name, count]) => (
          <li key={name ?? ''} className="shrink-0">
            <button
              type="button"
              aria-pressed={name === chosen}
              onClick={() => onChoose(name)}
              className={classNames(
                'flex h-control-sm w-full items-center justify-between gap-3 rounded-md px-2 whitespace-nowrap hover:bg-hover max-md:border',
                name === chosen ? 'bg-active font-medium text-default' : 'text-muted hover:text-default',
              )}
            >
              <span className="truncate">{name ?? 'All'}</span>
              {count > 0 && <span className="text-2xs font-normal text-faint tabular-nums">{count}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
