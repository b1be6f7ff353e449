import { fetchFieldChoices } from '@/control-plane/mapping-preview/fetch-field-choices';
import { dataContext } from '../../../../../../../context';
import { answerJson } from '../../../(tabs)/delivery/answer-json';
import { bodyOf } from '../body-of';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** What a dynamic field may hold, asked of the vendor. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { workspace, destinationId } = await params;
  return answerJson(async () =>
    fetchFieldChoices(await dataContext(workspace), { ...(await bodyOf(request)), destinationId }),
  );
}
