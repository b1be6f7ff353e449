import Link from 'next/link';
import { BrandMark } from '../ui/data/brand-mark';
import { Tag } from '../ui/data/state-badge';
import { Section } from '../ui/page/section';

/** The sources that take an app's tokens; connecting is done in a source's settings. */
export function AppSources({
  sources,
  slug,
}: {
  sources: { id: string; name: string; type: string; required: boolean }[];
  slug: string;
}) {
  return (
    <Section
      title="Connected sources"
      className="max-w-205"
      description="Sources take tokens of the app that they are connected to, and of no other."
    >
      {sources.length === 0 ? (
        <p className="border-t pt-3 text-muted">
          None yet. Open the settings of a{' '}
          <Link className="link underline underline-offset-2" href={`/${slug}/sources`}>
            source
          </Link>{' '}
          and connect it under OAuth.
        </p>
      ) : (
        <ul className="border-t">
          {sources.map((source) => (
            <li key={source.id} className="flex min-w-0 items-center gap-2 border-b py-2.5">
              <BrandMark type={source.type} name={source.name} />
              <Link
                href={`/${slug}/sources/${source.id}/settings`}
                className="link min-w-0 truncate font-medium hover:underline"
                title={source.name}
              >
                {source.name}
              </Link>
              <Tag>{source.required ? 'OAuth required' : 'OAuth optional'}</Tag>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
