import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Home } from '@/control-plane/home/get-home';
import { formatCount } from '../ui/data/format';
import { LinkButton } from '../ui/form/link-button';
import { Section } from '../ui/page/section';
import { DestinationTable } from './destination-table';
import { ProblemList } from './problem-list';
import { SetupLines } from './setup-checklist';
import type { SetupStep } from './setup-steps';
import { SourceTable } from './source-table';

/** Home once events flow: what needs a person, sources, destinations; beside them usage (`children`) and open first steps. */
export function HomeOverview({
  home,
  slug,
  steps,
  children,
}: {
  home: Home;
  slug: string;
  steps: SetupStep[];
  children: ReactNode;
}) {
  const { facts, problems, sources, destinations } = home;
  const open = steps.some((step) => !step.done);
  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_320px]">
      <div className="space-y-8 px-gutter py-5">
        {problems.length > 0 && (
          <Section title={problems.some((problem) => !problem.past) ? 'Needs attention' : 'Earlier today'}>
            <ProblemList problems={problems.slice(0, 6)} slug={slug} />
          </Section>
        )}
        <Section title="Sources" actions={<All href={`/${slug}/sources`} shown={sources.length} of={facts.sources} />}>
          <SourceTable sources={sources} slug={slug} />
        </Section>
        <Section
          title="Destinations"
          actions={<All href={`/${slug}/destinations`} shown={destinations.length} of={facts.destinations} />}
        >
          {destinations.length > 0 ? (
            <DestinationTable destinations={destinations} slug={slug} />
          ) : (
            <div className="border-t py-4">
              <p className="text-muted">Events are received and kept, but go nowhere yet.</p>
              {steps.length > 0 && (
                <LinkButton href={`/${slug}/catalog`} variant="primary" className="mt-3">
                  Add destination
                </LinkButton>
              )}
            </div>
          )}
        </Section>
      </div>
      <aside aria-label="Usage and first steps" className="space-y-8 border-t px-gutter py-5 xl:border-t-0 xl:border-l">
        {children}
        {open && (
          <Section title="Finish setting up">
            <SetupLines steps={steps} />
          </Section>
        )}
      </aside>
    </div>
  );
}

function All({ href, shown, of }: { href: string; shown: number; of: number }) {
  return (
    <Link href={href} className="link text-xs">
      {of > shown ? `All ${formatCount(of)}` : 'Open list'}
    </Link>
  );
}
