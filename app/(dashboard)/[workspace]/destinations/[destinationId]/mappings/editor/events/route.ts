import { listSampleEvents } from '@/control-plane/mapping-preview/list-sample-events';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../../../(tabs)/delivery/answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The recent events that a mapping can be tried on. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  const trigger = new URL(request.url).searchParams.get('trigger') ?? 'all';
  return answerJson(async () => listSampleEvents(await dataContext(workspace), { destinationId, trigger }));
}
