import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CatalogDetails } from '@/control-plane/destinations/get-catalog-details';
import { Tag } from '../ui/data/state-badge';
import { HelpText } from '../ui/form/help-text';
import { callsInWords } from './catalog-entry';
import { MODE_WORDS, VERIFIED_WORDS } from './verified-words';

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] gap-3">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Needs({ details }: { details: CatalogDetails }) {
  const required = details.needs.filter((need) => need.required).map((need) => need.label);
  const optional = details.needs.length - required.length;
  const words = details.oauth ? [`An account at ${details.name}, connected by OAuth`, ...required] : required;
  return (
    <>
      {words.length > 0 ? words.join(', ') : 'Nothing'}
      {optional > 0 && (
        <span className="text-muted">
          {' '}
          · {optional} optional {optional === 1 ? 'setting' : 'settings'}
        </span>
      )}
      {details.keyHelp && (
        <p className="mt-1 text-xs text-muted">
          <HelpText text={details.keyHelp} />
        </p>
      )}
    </>
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Ready-made mappings, each with the events it takes. */
function Mappings({ mappings }: { mappings: CatalogDetails['presets'] }) {
  if (mappings.length === 0) return null;
  return (
    <ul className="mt-1 space-y-1 text-xs text-muted">
      {mappings.map(({ name, takes }) => (
        <li key={name} className="line-clamp-2">
          <span className="text-default">{name}</span>: {takes}
        </li>
      ))}
    </ul>
  );
}

/** The facts of one destination, and where the workspace has it already. */
export function CatalogFacts({ details, base }: { details: CatalogDetails; base: string }) {
  const mode = MODE_WORDS[details.mode];
  const verified = VERIFIED_WORDS[details.verified];
  const batches = details.actions.some((action) => action.batches);
  return (
    <>
      {details.instances.length > 0 && (
        <p className="text-xs text-muted">
          In this workspace:{' '}
          {details.instances.slice(0, 5).map(({ id, name, sourceName }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link className="link underline underline-offset-2" href={`${base}/destinations/${id}`}>
                {name}
              </Link>{' '}
              from {sourceName}
            </span>
          ))}
          {details.instances.length > 5 && (
            <>
              {' '}
              and{' '}
              <Link className="link underline underline-offset-2" href={`${base}/destinations?type=${details.type}`}>
                {details.instances.length - 5} more
              </Link>
            </>
          )}
        </p>
      )}
      <dl className="space-y-2">
        <Fact term="Receives">
          <span className="first-letter:uppercase inline-block">{callsInWords(details.receives)}</span>
        </Fact>
        <Fact term="You need">
          <Needs details={details} />
        </Fact>
        {details.regions && <Fact term="Regions">{details.regions}</Fact>}
        <Fact term="Mode">
          {mode.word}: <span className="text-muted">{mode.meaning}</span>
        </Fact>
        <Fact term="Checked">
          <Tag>{verified.word}</Tag> <span className="text-xs text-muted">{verified.meaning}</span>
        </Fact>
        <Fact term="Name in code">
          <code className="font-mono text-xs">{details.name}</code>
        </Fact>
        <Fact term="Website">
          <a className="link underline underline-offset-2" href={details.website} target="_blank" rel="noreferrer">
            {new URL(details.website).host}
          </a>
        </Fact>
        <Fact term="Starts with">
          {details.presets.length > 0
            ? counted(details.presets.length, 'mapping')
            : details.suggested.length > 0
              ? 'The mappings you choose'
              : 'No mapping: you say which events it gets'}
          <Mappings mappings={details.presets} />
          {details.suggested.length > 0 && (
            <p className="mt-1 text-xs text-muted">{counted(details.suggested.length, 'suggestion')} to choose from</p>
          )}
          <Mappings mappings={details.suggested} />
        </Fact>
      </dl>
      {details.note && <p className="text-xs text-muted">{details.note}</p>}
      {details.actions.length > 0 && (
        <div>
          <h3 className="mb-1.5 font-medium">
            {counted(details.actions.length, 'action')}
            {batches && <span className="font-normal text-muted"> · can send in batches</span>}
          </h3>
          <ul className="divide-y border-y">
            {details.actions.map((action) => (
              <li key={action.slug} className="py-1.5">
                {action.title}
                {action.description && action.description !== action.title && (
                  <p className="line-clamp-2 text-xs text-muted">
                    <HelpText text={action.description} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
