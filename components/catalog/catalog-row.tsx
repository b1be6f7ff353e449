import { classNames } from '../ui/class-names';
import { BrandMark } from '../ui/data/brand-mark';
import { StateBadge, Tag } from '../ui/data/state-badge';
import { callsInWords, type CatalogEntry } from './catalog-entry';

/** One destination of the list. */
export function CatalogRow({
  entry,
  chosen,
  onChoose,
  onLook,
}: {
  entry: CatalogEntry;
  chosen: boolean;
  onChoose: (byKeyboard: boolean) => void;
  /** Somebody points at it, or reached it by the keyboard. */
  onLook: () => void;
}) {
  return (
    <li className="border-b [contain-intrinsic-size:auto_53px] [content-visibility:auto]">
      <button
        type="button"
        data-row-link
        data-type={entry.type}
        aria-pressed={chosen}
        onClick={(event) => onChoose(event.detail === 0)}
        onPointerEnter={onLook}
        onFocus={onLook}
        className={classNames(
          'flex w-full items-center gap-3 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 max-md:px-gutter',
          chosen && 'bg-selected shadow-[inset_2px_0_0_var(--accent-fill)] hover:bg-selected',
        )}
      >
        <BrandMark type={entry.type} name={entry.name} size={28} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{entry.name}</span>
          <span className="block truncate text-xs text-muted">
            {[entry.categories.join(', '), callsInWords(entry.receives)].filter(Boolean).join(' · ')}
          </span>
        </span>
        {entry.mode === 'device' && <Tag>Device</Tag>}
        {entry.inUse > 0 && <StateBadge state="delivered" label={`In use · ${entry.inUse}`} />}
      </button>
    </li>
  );
}
