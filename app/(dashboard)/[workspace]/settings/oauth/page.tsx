import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { AppsTable } from '@/components/oauth/apps-table';
import { KEY_PAIR } from '@/components/oauth/code-samples';
import { CreateAppDialog } from '@/components/oauth/create-app-dialog';
import { RevokeToken } from '@/components/oauth/revoke-token';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { CodeBlock } from '@/components/ui/code/code-block';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { EmptyState } from '@/components/ui/page/empty-state';
import { can } from '@/control-plane/authorize';
import { listOauthApps, type ListedOauthApp } from '@/control-plane/oauth-apps/list-oauth-apps';
import { createAppAction, revokeAccessTokenAction } from './actions';

export const metadata: Metadata = { title: 'OAuth apps' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ cursor?: string }>;
}

/** Programs that send with bearer tokens. */
export default async function OauthAppsPage({ params, searchParams }: Props) {
  const { cursor } = await searchParams;
  const ctx = await requireContext((await params).workspace);
  const { slug } = ctx.workspace;
  const { role } = ctx.actor;
  const { items, next } = await listOauthApps(ctx, { cursor });
  const base = `/${slug}/settings/oauth`;
  const create = can(role, 'oauth-apps:create') && (
    <CreateAppDialog slug={slug} create={createAppAction.bind(null, slug)} />
  );
  const empty = items.length === 0 && cursor === undefined;
  return (
    <SettingsFrame
      slug={slug}
      here="OAuth apps"
      canManage={can(role, 'tokens:manage')}
      actions={empty ? undefined : create}
    >
      {empty ? (
        <EmptyState
          title="OAuth apps send with tokens instead of a write key alone"
          description={
            create
              ? 'A server signs with its private key and gets a token that works for a while. Make a key pair, then create an app with the public half; the private one stays with the server.'
              : 'A server signs with its private key and gets a token that works for a while. An owner of this workspace can create an app.'
          }
          action={create}
        >
          <CodeBlock language="bash" code={KEY_PAIR} label="commands that make a key pair" />
        </EmptyState>
      ) : (
        <>
          <AppsTable slug={slug} apps={items.map(appRow)} />
          <KeysetPager
            label="OAuth apps"
            newer={cursor === undefined ? null : base}
            older={next === null ? null : `${base}?${new URLSearchParams({ cursor: next }).toString()}`}
          />
          {can(role, 'oauth-apps:edit') && (
            <div className="px-gutter pt-10 pb-16">
              <RevokeToken revoke={revokeAccessTokenAction.bind(null, slug)} />
            </div>
          )}
        </>
      )}
    </SettingsFrame>
  );
}

function appRow({ keys, sources, createdAt, lastTokenAt, ...app }: ListedOauthApp) {
  return {
    ...app,
    keyCount: keys.length,
    sourceCount: sources.length,
    createdAt: createdAt.toISOString(),
    lastTokenAt: lastTokenAt?.toISOString() ?? null,
  };
}
