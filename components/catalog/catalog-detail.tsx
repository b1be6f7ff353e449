import { BrandMark } from '../ui/data/brand-mark';
import { Button } from '../ui/form/button';
import { LinkButton } from '../ui/form/link-button';
import { Skeleton } from '../ui/page/skeleton';
import { CatalogFacts } from './catalog-facts';
import type { CatalogEntry } from './catalog-entry';
import type { DetailsState } from './use-catalog-details';

/** One destination of the catalog: what it is, the way to connect it, what it receives and what one needs. */
export function CatalogDetail({
  entry,
  details,
  onRetry,
  base,
  canEdit,
  sourceId,
}: {
  entry: CatalogEntry;
  details: DetailsState;
  onRetry: () => void;
  base: string;
  canEdit: boolean;
  sourceId: string | null;
}) {
  const query = sourceId ? `?source=${encodeURIComponent(sourceId)}` : '';
  return (
    <div className="space-y-4">
      <div className="flex items-center gap-3">
        <BrandMark type={entry.type} name={entry.name} size={36} />
        <div className="min-w-0">
          <h2 className="text-md break-words">{entry.name}</h2>
          <p className="text-xs text-muted">{entry.categories.join(', ')}</p>
        </div>
      </div>
      {entry.description && <p>{entry.description}</p>}
      {canEdit ? (
        <LinkButton variant="primary" className="w-full" href={`${base}/destinations/new/${entry.type}${query}`}>
          <span className="min-w-0 truncate">Configure {entry.name}</span>
        </LinkButton>
      ) : (
        <p className="text-xs text-muted">Your role only allows looking. Ask an owner for the role Source Admin.</p>
      )}
      {details.state === 'there' ? (
        <CatalogFacts details={details.details} base={base} />
      ) : details.state === 'failed' ? (
        <div role="alert" className="flex flex-wrap items-center gap-3 text-muted">
          The rest could not be loaded.
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </div>
      ) : (
        <div role="status" aria-label="Loading details" className="space-y-3">
          {['w-52', 'w-64', 'w-40', 'w-56'].map((width) => (
            <Skeleton key={width} className={`h-3 ${width}`} />
          ))}
        </div>
      )}
    </div>
  );
}
