import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { LastEvent } from '@/components/debugger/last-event';
import { EnabledToggle } from '@/components/source/enabled-toggle';
import { PageHeader } from '@/components/ui/page/page-header';
import { TabNav } from '@/components/ui/page/tab-nav';
import { sourceActivity } from '@/control-plane/sources/source-activity';
import { updateSourceAction } from '../actions';
import { loadSource } from '../load-source';

interface Props {
  params: Promise<{ workspace: string; sourceId: string }>;
  children: ReactNode;
}

/** The name of the source is the title of its pages. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace, sourceId } = await params;
  const { source } = await loadSource(workspace, sourceId);
  return { title: source.name };
}

/** Header and tabs of one source. */
export default async function SourceLayout({ params, children }: Props) {
  const { workspace, sourceId } = await params;
  const { ctx, source, canEdit, base } = await loadSource(workspace, sourceId);
  const lastEventAt = (await sourceActivity(ctx, [source.id])).get(source.id)?.lastEventAt;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Sources', href: `/${workspace}/sources` }, { label: source.name }]}
        actions={
          <>
            <span className="text-xs text-muted max-md:hidden">
              {source.enabled ? (
                <LastEvent sourceId={source.id} at={lastEventAt?.toISOString() ?? null} />
              ) : (
                'Disabled: events are not accepted'
              )}
            </span>
            <EnabledToggle
              name={source.name}
              enabled={source.enabled}
              canEdit={canEdit}
              sourceId={source.id}
              update={updateSourceAction.bind(null, workspace)}
            />
          </>
        }
      />
      <TabNav
        label={`Parts of ${source.name}`}
        items={[
          { href: base, label: 'Overview' },
          { href: `${base}/debugger`, label: 'Debugger' },
          { href: `${base}/settings`, label: 'Settings' },
        ]}
      />
      {children}
    </>
  );
}
