import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { AuditTable } from '@/components/settings/audit-table';
import { NoPermission } from '@/components/settings/no-permission';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { SearchBox } from '@/components/sources/search-box';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { listAuditEvents } from '@/control-plane/audit-log/list-audit-events';
import { can } from '@/control-plane/authorize';
import { roleLabel } from '@/control-plane/members/role-words.schema';

export const metadata: Metadata = { title: 'Audit log' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ q?: string; cursor?: string }>;
}

/** Who did what in this workspace, newest first. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { q = '', cursor } = await searchParams;
  const ctx = await requireContext((await params).workspace);
  const { slug } = ctx.workspace;
  if (!can(ctx.actor.role, 'audit:read')) {
    return (
      <SettingsFrame slug={slug} here="Audit log" canManage={false}>
        <NoPermission what="the audit log" role={roleLabel(ctx.actor.role)} slug={slug} />
      </SettingsFrame>
    );
  }
  const { items, next } = await listAuditEvents(ctx, { cursor, search: q });
  const base = `/${slug}/settings/audit`;
  const at = (values: Record<string, string>) => {
    const query = new URLSearchParams({ ...(q && { q }), ...values }).toString();
    return query ? `${base}?${query}` : base;
  };
  return (
    <SettingsFrame slug={slug} here="Audit log" canManage>
      <div className="border-b px-gutter py-3">
        <SearchBox initial={q} label="Search action, person or object" />
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={q ? `Nothing matches “${q}”` : 'Changes of this workspace appear here'}
          description={q ? 'Actions, people, names and whole ids are searched.' : 'Who did what, and when.'}
          action={q ? <LinkButton href={base}>Show everything</LinkButton> : undefined}
        />
      ) : (
        <AuditTable
          lines={items.map(({ at: time, type, id, actor, resource, detail, requestId }) => ({
            ...{ id, type, resource, requestId },
            actor: { kind: actor.kind, label: actor.label },
            at: time.toISOString(),
            detail: Object.entries(detail).map(([key, value]) => [key, String(value)] as const),
          }))}
        />
      )}
      <KeysetPager
        label="the audit log"
        newer={cursor === undefined ? null : at({})}
        older={next === null ? null : at({ cursor: next })}
      />
    </SettingsFrame>
  );
}
