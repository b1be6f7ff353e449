import { listRecentEvents } from '@/control-plane/debugger/list-recent-events';
import { answerJson, liveContext } from '../../../live-context';

export const dynamic = 'force-dynamic';

interface Params {
  params: Promise<{ sourceId: string }>;
}

/** A source's newest events, or those since `?after=<cursor>`: for browsers to which the stream does not get through. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerJson(async () => {
    const { ctx } = await liveContext(request);
    const after = new URL(request.url).searchParams.get('after') ?? undefined;
    return listRecentEvents(ctx, { sourceId: (await params).sourceId, after });
  });
}
