import { getDestination } from '@/control-plane/destinations/get-destination';
import { listSeenProperties } from '@/control-plane/seen-properties/list-seen-properties';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../../../(tabs)/delivery/answer-json';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The properties seen on the destination's source, for autocomplete. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  return answerJson(async () => {
    const ctx = await dataContext(workspace);
    const { sourceId } = await getDestination(ctx, { id: destinationId });
    return listSeenProperties(ctx, { sourceId });
  });
}
