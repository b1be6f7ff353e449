import { requestId } from '@/app/request';
import { watchSourceEvents } from '@/control-plane/debugger/watch-source-events';
import { errorResponse, liveContext } from '../../live-context';
import { eventStream } from '../../event-stream';

export const dynamic = 'force-dynamic';

interface Params {
  params: Promise<{ sourceId: string }>;
}

/**
 * A source's events as server-sent events. `?after=<cursor>` or, on reconnecting, Last-Event-ID says from where on; the
 * first message (`backlog`) holds what came since, each later one (`events`) what was committed just now.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const { sourceId } = await params;
    const { ctx, again } = await liveContext(request);
    const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? undefined;
    return await eventStream({
      signal: request.signal,
      stillAllowed: async () => (await again()) !== null,
      open: (send) => {
        let kind = after === undefined ? 'events' : 'backlog';
        return watchSourceEvents(ctx, { sourceId, after }, ({ events, cursor }) => {
          send({ event: kind, id: cursor, data: JSON.stringify(events) });
          kind = 'events';
        });
      },
    });
  } catch (error) {
    return errorResponse(error, await requestId());
  }
}
