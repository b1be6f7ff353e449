import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireContext } from '@/app/context';
import { AppCode } from '@/components/oauth/app-code';
import { AppKeys } from '@/components/oauth/app-keys';
import { AppSettings } from '@/components/oauth/app-settings';
import { AppSources } from '@/components/oauth/app-sources';
import { DeleteApp } from '@/components/oauth/delete-app';
import { PageHeader } from '@/components/ui/page/page-header';
import { can } from '@/control-plane/authorize';
import type { Context } from '@/control-plane/context';
import { ControlPlaneError } from '@/control-plane/errors';
import { getOauthApp } from '@/control-plane/oauth-apps/get-oauth-app';
import { listWriteKeys } from '@/control-plane/write-keys/list-write-keys';
import { installation } from '@/platform/installation';
import { addKeyAction, deleteAppAction, revokeKeyAction, updateAppAction } from '../actions';

export const metadata: Metadata = { title: 'OAuth app' };

interface Props {
  params: Promise<{ workspace: string; appId: string }>;
}

/** One OAuth app: keys, sources, how to send as it. */
export default async function OauthAppPage({ params }: Props) {
  const { workspace, appId } = await params;
  const ctx = await requireContext(workspace);
  const app = await load(ctx, appId);
  const canEdit = can(ctx.actor.role, 'oauth-apps:edit');
  const [source] = app.sources;
  const [writeKey] = source ? await listWriteKeys(ctx, { sourceId: source.id }) : [];
  const newest = app.keys.at(-1);
  const base = `/${workspace}/settings`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Settings', href: base },
          { label: 'OAuth apps', href: `${base}/oauth` },
          { label: app.name },
        ]}
      />
      <div className="space-y-10 border-t px-gutter pt-6 pb-16">
        <AppSettings app={app} canEdit={canEdit} save={updateAppAction.bind(null, workspace, app.id)} />
        <AppKeys
          canEdit={canEdit}
          keys={app.keys.map((key) => ({
            ...key,
            createdAt: key.createdAt.toISOString(),
            lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
          }))}
          add={addKeyAction.bind(null, workspace, app.id)}
          revoke={revokeKeyAction.bind(null, workspace, app.id)}
        />
        <AppSources sources={app.sources} slug={workspace} />
        {newest && (
          <AppCode
            facts={{
              origin: installation().publicUrl,
              appId: app.id,
              keyId: newest.id,
              writeKey: writeKey?.key ?? null,
            }}
          />
        )}
        {can(ctx.actor.role, 'oauth-apps:create') && (
          <DeleteApp
            name={app.name}
            sourceCount={app.sources.length}
            remove={deleteAppAction.bind(null, workspace, app.id)}
          />
        )}
      </div>
    </>
  );
}

async function load(ctx: Context, appId: string) {
  try {
    return await getOauthApp(ctx, { appId });
  } catch (error) {
    if (error instanceof ControlPlaneError && error.code === 'not_found') notFound();
    throw error;
  }
}
