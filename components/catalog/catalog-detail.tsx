import Link from 'next/link';
import { BrandMark } from '../ui/data/brand-mark';
import { LinkButton } from '../ui/form/link-button';
import type { CatalogEntry } from './catalog-entry';

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** One destination of the catalog: what it receives, what one needs, and the way to connect it. */
export function CatalogDetail({
  entry,
  base,
  canEdit,
  sourceId,
}: {
  entry: CatalogEntry;
  base: string;
  canEdit: boolean;
  sourceId: string | null;
}) {
  const facts: [string, React.ReactNode][] = [
    ['Receives', entry.receives.length > 0 ? entry.receives.map(capital).join(', ') : 'What you map'],
    ['You need', entry.needs.length > 0 ? entry.needs.join(', ') : 'Nothing'],
    ['Mode', 'Cloud: sent by this server'],
    ['Default mappings', String(entry.mappings)],
    [
      'Name in code',
      <code key="code" className="font-mono text-xs">
        {entry.name}
      </code>,
    ],
    [
      'More',
      <a key="more" className="link break-all" href={entry.website} target="_blank" rel="noreferrer">
        {new URL(entry.website).host}
      </a>,
    ],
  ];
  const query = sourceId ? `?source=${encodeURIComponent(sourceId)}` : '';
  return (
    <div className="space-y-4">
      <div className="flex items-center gap-3">
        <BrandMark type={entry.type} name={entry.name} size={36} />
        <div className="min-w-0">
          <h2 className="text-md">{entry.name}</h2>
          <p className="text-xs text-muted">{entry.categories.join(', ')}</p>
        </div>
      </div>
      <p>{entry.description}</p>
      <dl className="space-y-2">
        {facts.map(([term, value]) => (
          <div key={term} className="grid grid-cols-[104px_minmax(0,1fr)] gap-3">
            <dt className="text-muted">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {entry.note && <p className="text-xs text-muted">{entry.note}</p>}
      {canEdit ? (
        <LinkButton variant="primary" className="w-full" href={`${base}/destinations/new/${entry.type}${query}`}>
          Configure {entry.name}
        </LinkButton>
      ) : (
        <p className="text-xs text-muted">Your role only allows looking. Ask an owner for the role Source Admin.</p>
      )}
      {entry.inUse > 0 && (
        <p className="text-xs text-muted">
          In this workspace:{' '}
          <Link className="link underline underline-offset-2" href={`${base}/destinations?type=${entry.type}`}>
            {entry.inUse} {entry.inUse === 1 ? 'destination' : 'destinations'}
          </Link>
        </p>
      )}
    </div>
  );
}
