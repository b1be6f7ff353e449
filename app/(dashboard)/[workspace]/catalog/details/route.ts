import { getCatalogDetails } from '@/control-plane/destinations/get-catalog-details';
import { dataContext } from '../../../../context';
import { answerJson } from '../../destinations/[destinationId]/(tabs)/delivery/answer-json';

/** What the catalog tells of one destination type, asked for when a person looks at it. */
export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }): Promise<Response> {
  const { workspace } = await params;
  const type = new URL(request.url).searchParams.get('type') ?? '';
  return answerJson(async () => getCatalogDetails(await dataContext(workspace), { type }));
}
