import type { AnyDefinition } from '../kit/describe-definition';

type Request = (url: string, options?: unknown) => Promise<unknown>;
type Ask = (request: Request, data: { settings: Record<string, unknown> }) => unknown;

/** A version that a definition writes into its addresses, and the one to start with instead. */
export interface ApiVersion {
  /** As the definition writes it: a whole step of the path ("v21"). */
  written: string;
  /** What a new destination starts with. */
  standard: string;
  description: string;
}

/** A definition whose vendor ends versions of its API faster than the package follows: the version becomes a setting. */
export function withApiVersion(
  definition: AnyDefinition,
  { written, standard, description }: ApiVersion,
): AnyDefinition {
  const wrapped = (ask: unknown): unknown => {
    if (typeof ask !== 'function') return ask;
    const inner = ask as Ask;
    const outer: Ask = (request, data) => {
      const { apiVersion } = data.settings;
      const version = typeof apiVersion === 'string' && /^v\d+$/.test(apiVersion) ? apiVersion : standard;
      return inner((url, options) => request(url.replace(`/${written}/`, `/${version}/`), options), data);
    };
    return outer;
  };
  const actions = Object.entries(definition.actions).map(([slug, found]) => {
    const action = found as unknown as Record<string, unknown>;
    const batch = action.performBatch ? { performBatch: wrapped(action.performBatch) } : {};
    return [slug, { ...action, perform: wrapped(action.perform), ...batch }];
  });
  const { authentication } = definition;
  const apiVersion = { label: 'API Version', description, type: 'string', default: standard };
  return {
    ...definition,
    authentication: { ...authentication, fields: { ...authentication?.fields, apiVersion } },
    actions: Object.fromEntries(actions) as AnyDefinition['actions'],
  } as AnyDefinition;
}
