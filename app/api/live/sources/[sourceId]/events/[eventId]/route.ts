import { getEvent } from '@/control-plane/debugger/get-event';
import { answerJson, liveContext } from '../../../../live-context';

export const dynamic = 'force-dynamic';

interface Params {
  params: Promise<{ sourceId: string; eventId: string }>;
}

/** One event with where it stands at each destination. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerJson(async () => {
    const { ctx } = await liveContext(request);
    return getEvent(ctx, await params);
  });
}
