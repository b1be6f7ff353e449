import { listAttemptSamples } from '@/control-plane/delivery-metrics/list-attempt-samples';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The exchanges kept of one reason. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  const reason = new URL(request.url).searchParams.get('reason') ?? '';
  return answerJson(async () => listAttemptSamples(await dataContext(workspace), { destinationId, reason }));
}
