import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { findSourceType } from '@/catalog/sources/registry';
import { SearchBox } from '@/components/sources/search-box';
import { SourcesTable } from '@/components/sources/sources-table';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { can } from '@/control-plane/authorize';
import { listSources } from '@/control-plane/sources/list-sources';
import { sourceActivity } from '@/control-plane/sources/source-activity';

export const metadata: Metadata = { title: 'Sources' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ q?: string; cursor?: string }>;
}

/** Every source of the workspace: what it is, whether it is enabled, how busy it is. */
export default async function SourcesPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const { q = '', cursor } = await searchParams;
  const ctx = await requireContext(workspace);
  const { items, next } = await listSources(ctx, { cursor, count: 50, search: q });
  const activity = await sourceActivity(
    ctx,
    items.map((source) => source.id),
  );
  const base = `/${workspace}/sources`;
  const canEdit = can(ctx.actor.role, 'sources:edit');
  const nothing = items.length === 0 && !q && !cursor;
  const query = (values: Record<string, string>) => `${base}?${new URLSearchParams(values).toString()}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Sources' }]}
        actions={
          canEdit && (
            <LinkButton href={`${base}/new`} variant="primary">
              Add source
            </LinkButton>
          )
        }
      />
      {nothing ? (
        <EmptyState
          title="Events come in through sources"
          description="A source is one website, app or server that sends events. Each has a write key of its own, and Segment’s own libraries work unchanged but for the host."
          action={
            canEdit ? (
              <LinkButton href={`${base}/new`} variant="primary">
                Add your first source
              </LinkButton>
            ) : (
              <span className="text-muted">Your role is to look only. Ask an owner or source admin to add one.</span>
            )
          }
        />
      ) : (
        <>
          <div className="border-b px-gutter pb-3">
            <SearchBox initial={q} label="Search sources by name" />
          </div>
          {items.length === 0 ? (
            <EmptyState
              title={`No source matches “${q}”`}
              description="Names, slugs, ids and whole write keys are searched."
              action={<LinkButton href={base}>Show all sources</LinkButton>}
            />
          ) : (
            <SourcesTable
              rows={items.map((source) => {
                const busy = activity.get(source.id);
                return {
                  id: source.id,
                  href: `${base}/${source.id}`,
                  name: source.name,
                  type: source.type,
                  typeName: findSourceType(source.type)?.name ?? source.type,
                  enabled: source.enabled,
                  destinationCount: source.destinationCount,
                  received: busy?.received ?? 0,
                  failed: busy?.failed ?? 0,
                  lastEventAt: busy?.lastEventAt?.toISOString() ?? null,
                };
              })}
            />
          )}
          <KeysetPager
            label="sources"
            newer={cursor ? (q ? query({ q }) : base) : null}
            older={next ? query(q ? { q, cursor: next } : { cursor: next }) : null}
          />
        </>
      )}
    </>
  );
}
