import { listAttemptSamples } from '@/control-plane/delivery-metrics/list-attempt-samples';
import { requireContext } from '../../../../../../../context';
import { answerJson } from '../answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The exchanges kept of one reason. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  const ctx = await requireContext(workspace);
  const reason = new URL(request.url).searchParams.get('reason') ?? '';
  return answerJson(() => listAttemptSamples(ctx, { destinationId, reason }));
}
