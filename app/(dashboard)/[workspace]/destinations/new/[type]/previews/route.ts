import { previewPresets } from '@/control-plane/destinations/setup/preview-presets';
import type { JsonObject } from '@/spec/event';
import { dataContext } from '../../../../../../context';
import { answerJson } from '../../../[destinationId]/(tabs)/delivery/answer-json';

interface Props {
  params: Promise<{ workspace: string; type: string }>;
}

/** The JSON in a parameter; what is none goes to the verb, which refuses it. */
function parsed(text: string | null): JsonObject | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return text as unknown as JsonObject;
  }
}

/**
 * What the ready-made mappings of a type make of recent events of the source `source`; `setup` holds answers as JSON. Not
 * a server action, because those wait for one another and this may take its time.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { workspace, type } = await params;
  const query = new URL(request.url).searchParams;
  return answerJson(async () =>
    previewPresets(await dataContext(workspace), {
      type,
      sourceId: query.get('source') ?? '',
      setup: parsed(query.get('setup')),
    }),
  );
}
