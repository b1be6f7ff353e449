import { previewMapping } from '@/control-plane/mapping-preview/preview-mapping';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../../../(tabs)/delivery/answer-json';
import { bodyOf } from '../body-of';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** What a mapping that is being written makes of an event. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  return answerJson(async () =>
    previewMapping(await dataContext(workspace), { ...(await bodyOf(request)), destinationId }),
  );
}
