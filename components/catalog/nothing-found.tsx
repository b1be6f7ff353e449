import { Button } from '../ui/form/button';
import type { CatalogEntry } from './catalog-entry';

/** What can be done when a search of the catalog finds nothing. */
export function NothingFound({
  search,
  elsewhere,
  close,
  onChoose,
  onEverywhere,
}: {
  search: string;
  /** How many there are without the category and the filters. */
  elsewhere: number;
  /** What was perhaps meant. */
  close: CatalogEntry[];
  onChoose: (type: string) => void;
  onEverywhere: () => void;
}) {
  return (
    <div role="status" className="max-w-measure space-y-3 px-4 py-8 max-md:px-gutter">
      <h2 className="text-md break-words">
        {search.trim()
          ? `No destination${elsewhere > 0 ? ' here' : ''} matches “${search.trim()}”.`
          : 'No destination is like that.'}
      </h2>
      {close.length > 0 && (
        <p>
          Did you mean{' '}
          {close.map((entry, index) => (
            <span key={entry.type}>
              {index > 0 && (index === close.length - 1 ? ' or ' : ', ')}
              <button type="button" className="link underline underline-offset-2" onClick={() => onChoose(entry.type)}>
                {entry.name}
              </button>
            </span>
          ))}
          ?
        </p>
      )}
      <p className="text-muted">Any service that accepts HTTP requests can be reached with Webhooks.</p>
      <div className="flex flex-wrap gap-2">
        {elsewhere > 0 && <Button onClick={onEverywhere}>Show {elsewhere} in the whole catalog</Button>}
        <Button onClick={() => onChoose('webhook')}>Show Webhooks</Button>
      </div>
    </div>
  );
}
