import type { Metadata } from 'next';
import { SourceOauth } from '@/components/oauth/source-oauth';
import { SourceAnswers } from '@/components/source/source-answers';
import { SourceRegion } from '@/components/source/source-region';
import { SourceSettings } from '@/components/source/source-settings';
import { findSourceType } from '@/catalog/sources/registry';
import { can } from '@/control-plane/authorize';
import { getSourceOauth } from '@/control-plane/oauth-apps/get-source-oauth';
import { listRegions } from '@/control-plane/sources/list-regions';
import { listWriteKeys } from '@/control-plane/write-keys/list-write-keys';
import {
  createWriteKeyAction,
  deleteSourceAction,
  revokeWriteKeyAction,
  setHonestModeAction,
  setSourceRegionAction,
  setWriteKeyLimitAction,
  updateSourceAction,
} from '../../actions';
import { loadSource } from '../../load-source';
import { connectAppAction, disconnectAppAction, enforceOauthAction } from './oauth-actions';

export const metadata: Metadata = { title: 'Source settings' };

interface Props {
  params: Promise<{ workspace: string; sourceId: string }>;
}

/** Name, answers, write keys, and the end of a source. */
export default async function SourceSettingsPage({ params }: Props) {
  const { workspace, sourceId } = await params;
  const { ctx, source, canEdit } = await loadSource(workspace, sourceId);
  const keys = await listWriteKeys(ctx, { sourceId: source.id });
  return (
    <SourceSettings
      source={{
        id: source.id,
        name: source.name,
        slug: source.slug,
        typeName: findSourceType(source.type)?.name ?? source.type,
        destinationCount: source.destinationCount,
      }}
      canEdit={canEdit}
      keys={keys.map((key) => ({
        ...key,
        createdAt: key.createdAt.toISOString(),
        lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      }))}
      region={
        <SourceRegion
          region={source.region}
          choices={listRegions(ctx)}
          canEdit={canEdit}
          save={setSourceRegionAction.bind(null, workspace, source.id)}
        />
      }
      answers={
        <SourceAnswers
          honestMode={source.honestMode}
          canEdit={canEdit}
          save={setHonestModeAction.bind(null, workspace, source.id)}
        />
      }
      oauth={
        <SourceOauth
          oauth={await getSourceOauth(ctx, { sourceId: source.id })}
          slug={workspace}
          canEdit={can(ctx.actor.role, 'oauth-apps:edit')}
          connect={connectAppAction.bind(null, workspace, source.id)}
          disconnect={disconnectAppAction.bind(null, workspace, source.id)}
          enforce={enforceOauthAction.bind(null, workspace, source.id)}
        />
      }
      update={updateSourceAction.bind(null, workspace)}
      remove={deleteSourceAction.bind(null, workspace, source.id)}
      createKey={createWriteKeyAction.bind(null, workspace, source.id)}
      limitKey={setWriteKeyLimitAction.bind(null, workspace, source.id)}
      revokeKey={revokeWriteKeyAction.bind(null, workspace, source.id)}
    />
  );
}
