import { listDeliveries } from '@/control-plane/deliveries/list-deliveries';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The polled list of waiting or failed deliveries. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const from = query.from === undefined ? undefined : new Date(query.from);
  return answerJson(async () => {
    const { state, reason, eventType, eventName, cursor } = query;
    const asked = { destinationId, state, reason, eventType, eventName, cursor, from };
    return listDeliveries(await dataContext(workspace), asked as Parameters<typeof listDeliveries>[1]);
  });
}
