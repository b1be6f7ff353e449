import type { DeliveryPeriod } from '@/control-plane/delivery-metrics/period-names.schema';
import { getDeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The polled numbers of the Event Delivery tab. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  const period = new URL(request.url).searchParams.get('period') as DeliveryPeriod;
  return answerJson(async () => getDeliverySummary(await dataContext(workspace), { destinationId, period }));
}
