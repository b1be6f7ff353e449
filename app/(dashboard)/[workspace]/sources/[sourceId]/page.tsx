import { curlCheck, installGuide } from '@/catalog/sources/install-guide';
import { Suspense } from 'react';
import { RefusalList } from '@/components/source/refusal-list';
import { SourceOverview } from '@/components/source/source-overview';
import { SkeletonRows } from '@/components/ui/page/skeleton';
import type { Context } from '@/control-plane/context';
import { listRecentEvents } from '@/control-plane/debugger/list-recent-events';
import { listRefusals } from '@/control-plane/sources/refusals/list-refusals';
import { sourceActivity } from '@/control-plane/sources/source-activity';
import { ingestionOrigin } from '@/platform/ingestion-origin';
import { loadSource } from '../load-source';

interface Props {
  params: Promise<{ workspace: string; sourceId: string }>;
}

/** How to send events from here, and what came of it: the snippet, then the first event, then counts and recent events. */
export default async function SourcePage({ params }: Props) {
  const { workspace, sourceId } = await params;
  const { ctx, source, base } = await loadSource(workspace, sourceId);
  const [recent, activity] = await Promise.all([
    listRecentEvents(ctx, { sourceId: source.id, count: 8 }),
    sourceActivity(ctx, [source.id]),
  ]);
  const origin = ingestionOrigin(source.region);
  const writeKey = source.writeKeys[0] ?? null;
  return (
    <SourceOverview
      workspace={workspace}
      sourceId={source.id}
      base={base}
      enabled={source.enabled}
      destinationCount={source.destinationCount}
      writeKey={writeKey}
      guide={installGuide(source.type, writeKey ?? 'YOUR_WRITE_KEY', origin)}
      check={source.type === 'http-api' ? null : curlCheck(writeKey ?? 'YOUR_WRITE_KEY', origin)}
      recent={recent}
      received={activity.get(source.id)?.received ?? 0}
      failed={activity.get(source.id)?.failed ?? 0}
      refusals={
        <Suspense fallback={<SkeletonRows rows={2} label="Reading what was not accepted" />}>
          <Refusals ctx={ctx} sourceId={source.id} base={base} />
        </Suspense>
      }
    />
  );
}

/** Counts of what was not accepted; the page stands without them when they cannot be read. */
async function Refusals({ ctx, sourceId, base }: { ctx: Context; sourceId: string; base: string }) {
  const refusals = await listRefusals(ctx, { sourceId }).catch(() => null);
  return <RefusalList refusals={refusals} base={base} />;
}
