import type { JsonObject } from '@/spec/event';
import { actionsCore, removeEmptyValues } from '../../kit/load-actions-core';
import { mappingFaults } from '../../kit/mapping/mapping-faults';
import { plainMessage } from '../../kit/failure/plain-message';
import type { MappingPreview, RunStep } from '../contract';
import type { LoadedDefinition } from './loaded-definition';

type Problem = MappingPreview['problems'][number];
interface SchemaNode {
  title?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
}

const MISSING = /missing the required field '([^']+)'/;

/** "$.products.[0].id" of the library as "products.0.id". */
const ownPath = (path: string) => path.replace(/^\$\.?/, '').replaceAll(/\.?\[(\d+)\]/g, '.$1');

function labelAt(schema: SchemaNode | undefined, path: string): string | null {
  let node = schema;
  for (const part of path.split('.')) node = /^\d+$/.test(part) ? node?.items : node?.properties?.[part];
  return node?.title ?? null;
}

function problemOf(root: object, { path, message }: Problem): Problem {
  const schema: SchemaNode = root;
  const at = ownPath(path);
  const missing = MISSING.exec(message)?.[1];
  if (missing === undefined) {
    const words = message.replace(/^The (?:root )?value(?: at \S+)?/, labelAt(schema, at) ?? 'The value');
    return { path: at, message: words };
  }
  const field = at === '' ? missing : `${at}.${missing}`;
  return { path: field, message: `${labelAt(schema, field) ?? missing} is required.` };
}

/** What the mapping of `step` makes of `event`, and what the action would refuse of it. Never throws. */
export function previewMapping(found: LoadedDefinition, step: RunStep, event: JsonObject): MappingPreview {
  const core = actionsCore();
  const action = Object.hasOwn(found.destination.actions, step.actionSlug)
    ? found.destination.actions[step.actionSlug]
    : undefined;
  if (!action) return { payload: {}, problems: [{ path: '', message: `There is no action "${step.actionSlug}".` }] };
  const schema = action.schema;
  const faults = mappingFaults(step.mapping, event);
  if (faults.length > 0) return { payload: {}, problems: faults };
  const mapped = core.transform(step.mapping, event);
  const payload = removeEmptyValues(core.removeUndefined(mapped), schema, true);
  const shown = structuredClone(payload);
  if (!schema) return { payload: shown, problems: [] };
  try {
    core.validateSchema(payload, schema, {
      schemaKey: `${found.destination.name}:${step.actionSlug}`,
      exempt: ['dynamicAuthSettings'],
    });
    return { payload: shown, problems: [] };
  } catch (error) {
    const { errors } = error as { errors?: Problem[] };
    if (!Array.isArray(errors)) return { payload: shown, problems: [{ path: '', message: plainMessage(error) }] };
    const problems = errors.map(({ path, message: words }) => problemOf(schema, { path, message: words }));
    // Conditions of the schema say the same thing by several of its branches.
    const seen = new Set<string>();
    return {
      payload: shown,
      problems: problems.filter(({ path, message: words }) => {
        const key = `${path} ${words}`;
        return seen.has(key) ? false : seen.add(key);
      }),
    };
  }
}
