import { findEvents } from '@/control-plane/debugger/find-events';
import { answerJson, liveContext } from '../../../live-context';

export const dynamic = 'force-dynamic';

interface Params {
  params: Promise<{ sourceId: string }>;
}

/** A source's events with the messageId or request id `?id=`, however old. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerJson(async () => {
    const { ctx } = await liveContext(request);
    const id = new URL(request.url).searchParams.get('id') ?? '';
    return findEvents(ctx, { sourceId: (await params).sourceId, id });
  });
}
