import type { Metadata } from 'next';
import { findSourceType } from '@/catalog/sources/registry';
import { Debugger } from '@/components/debugger/debugger';
import { listRecentEvents } from '@/control-plane/debugger/list-recent-events';
import { loadSource } from '../../load-source';

export const metadata: Metadata = { title: 'Debugger' };

interface Props {
  params: Promise<{ workspace: string; sourceId: string }>;
}

/** Enough events to fill the screen at once; the stream brings the rest of the 500. */
const FIRST_EVENTS = 50;

/** The source's last 500 events, live. */
export default async function DebuggerPage({ params }: Props) {
  const { workspace, sourceId } = await params;
  const { ctx, source, base } = await loadSource(workspace, sourceId);
  const { events } = await listRecentEvents(ctx, { sourceId: source.id, count: FIRST_EVENTS });
  return (
    <Debugger
      workspace={workspace}
      sourceId={source.id}
      overviewHref={base}
      language={findSourceType(source.type)?.language ?? 'curl'}
      initial={events}
    />
  );
}
