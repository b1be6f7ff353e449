import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { CreateTokenDialog } from '@/components/settings/create-token-dialog';
import { NoPermission } from '@/components/settings/no-permission';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { TokensTable } from '@/components/settings/tokens-table';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { CodeBlock } from '@/components/ui/code/code-block';
import { EmptyState } from '@/components/ui/page/empty-state';
import { can } from '@/control-plane/authorize';
import { roleLabel } from '@/control-plane/members/role-words.schema';
import { listTokens } from '@/control-plane/tokens/list-tokens';
import { installation } from '@/platform/installation';
import { createTokenAction, revokeTokenAction } from './actions';

export const metadata: Metadata = { title: 'API tokens' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ cursor?: string }>;
}

/** Tokens for the Public API. */
export default async function TokensPage({ params, searchParams }: Props) {
  const { cursor } = await searchParams;
  const ctx = await requireContext((await params).workspace);
  const { slug } = ctx.workspace;
  const canManage = can(ctx.actor.role, 'tokens:manage');
  if (!canManage) {
    return (
      <SettingsFrame slug={slug} here="API tokens" canManage={false}>
        <NoPermission what="API tokens" role={roleLabel(ctx.actor.role)} slug={slug} />
      </SettingsFrame>
    );
  }
  const { items, next } = await listTokens(ctx, { cursor });
  const base = `/${slug}/settings/tokens`;
  const create = <CreateTokenDialog create={createTokenAction.bind(null, slug)} />;
  const empty = items.length === 0 && cursor === undefined;
  return (
    <SettingsFrame slug={slug} here="API tokens" canManage actions={empty ? undefined : create}>
      {empty ? (
        <EmptyState
          title="Tokens let programs use the Public API"
          description="It is compatible with Segment’s: its official clients work with this address as their base URL."
          action={create}
        >
          <CodeBlock
            language="bash"
            code={`curl -H "Authorization: Bearer $TOKEN" ${installation().publicUrl}/public-api/sources`}
          />
        </EmptyState>
      ) : (
        <TokensTable
          revoke={revokeTokenAction.bind(null, slug)}
          tokens={items.map(({ createdAt, lastUsedAt, ...token }) => ({
            ...token,
            createdAt: createdAt.toISOString(),
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
          }))}
        />
      )}
      <KeysetPager
        label="API tokens"
        newer={cursor === undefined ? null : base}
        older={next === null ? null : `${base}?${new URLSearchParams({ cursor: next }).toString()}`}
      />
    </SettingsFrame>
  );
}
