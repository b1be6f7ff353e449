import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { findSourceType, sourceCatalog } from '@/catalog/sources/registry';
import { NameSourceForm } from '@/components/sources/name-source-form';
import { SourceTypeList } from '@/components/sources/source-type-list';
import { EmptyState } from '@/components/ui/page/empty-state';
import { LinkButton } from '@/components/ui/form/link-button';
import { PageHeader } from '@/components/ui/page/page-header';
import { can } from '@/control-plane/authorize';
import { createSourceAction } from '../actions';

export const metadata: Metadata = { title: 'Add source' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ type?: string }>;
}

/** Adding a source: choose what sends the events, then name it. */
export default async function NewSourcePage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const ctx = await requireContext(workspace);
  const base = `/${workspace}/sources`;
  const chosen = findSourceType((await searchParams).type ?? '');
  const crumbs = [{ label: 'Sources', href: base }];
  if (!can(ctx.actor.role, 'sources:edit')) {
    return (
      <>
        <PageHeader crumbs={[...crumbs, { label: 'Add source' }]} />
        <EmptyState
          title="Your role does not allow adding sources"
          description="Owners and source admins can. Ask one of them for access."
          action={<LinkButton href={base}>Back to sources</LinkButton>}
        />
      </>
    );
  }
  if (!chosen) {
    return (
      <>
        <PageHeader
          crumbs={[...crumbs, { label: 'Add source' }]}
          title="Where do the events come from?"
          description="Each is Segment’s own library, unchanged but for the host. The type cannot be changed later."
        />
        <SourceTypeList types={sourceCatalog()} base={`${base}/new`} />
      </>
    );
  }
  return (
    <>
      <PageHeader crumbs={[...crumbs, { label: 'Add source', href: `${base}/new` }, { label: chosen.name }]} />
      <NameSourceForm type={chosen} backHref={`${base}/new`} create={createSourceAction.bind(null, workspace)} />
    </>
  );
}
