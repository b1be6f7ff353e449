import type { GlobalSetting } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';

type Headers = Record<string, string>;
type Request = (url: string, options?: { headers?: Headers }) => Promise<unknown>;
type Ask = (request: Request, data: { settings: JsonObject }) => unknown;
type Action = Record<string, unknown> & { dynamicFields?: Record<string, unknown> };

/** `settings` and `extendRequest` of an adapted definition. */
export interface Adaptation {
  /** Settings beside those of the definition. */
  settings: Record<string, GlobalSetting>;
  /** Headers that every request of every action gets, made of the settings; they win over the definition's. */
  headers: (settings: JsonObject) => Headers;
}

function wrapped(ask: unknown, headers: Adaptation['headers']): unknown {
  if (typeof ask !== 'function') return ask;
  const inner = ask as Ask;
  const outer: Ask = (request, data) =>
    inner(
      (url, options) => request(url, { ...options, headers: { ...options?.headers, ...headers(data.settings) } }),
      data,
    );
  return outer;
}

function adaptAction(action: Action, headers: Adaptation['headers']): Action {
  const dynamic = Object.entries(action.dynamicFields ?? {}).map(([key, ask]) => [key, wrapped(ask, headers)]);
  return {
    ...action,
    perform: wrapped(action.perform, headers),
    ...(action.performBatch ? { performBatch: wrapped(action.performBatch, headers) } : {}),
    ...(action.dynamicFields ? { dynamicFields: Object.fromEntries(dynamic) as Record<string, unknown> } : {}),
  };
}

/**
 * A definition that reads one of Segment's own secrets from the environment (a developer token, the token of Segment's
 * app) asks the person for theirs instead, and sends that.
 */
export function withHeaders(definition: AnyDefinition, { settings, headers }: Adaptation): AnyDefinition {
  const { authentication, actions } = definition;
  const adapted = Object.entries(actions).map(([slug, action]) => [slug, adaptAction(action as never, headers)]);
  return {
    ...definition,
    authentication: { ...authentication, fields: { ...authentication?.fields, ...settings } },
    actions: Object.fromEntries(adapted) as typeof actions,
  } as AnyDefinition;
}
