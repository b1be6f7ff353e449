import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';

/** What an action gives the request client beside the address. */
export interface RequestOptions {
  json?: unknown;
  body?: unknown;
  searchParams?: Record<string, string> | string;
}
/** What the request becomes, given the settings. */
type Change = (options: RequestOptions, settings: JsonObject) => RequestOptions;
type Request = (url: string, options?: RequestOptions) => Promise<unknown>;
type Ask = (request: Request, data: { settings: JsonObject }) => unknown;

function wrapped(ask: unknown, change: Change): unknown {
  if (typeof ask !== 'function') return ask;
  const inner = ask as Ask;
  const outer: Ask = (request, data) =>
    inner((url, options) => request(url, options && change(options, data.settings)), data);
  return outer;
}

/** A definition that writes something in its requests that the vendor's documentation has otherwise. */
export function withRequest(definition: AnyDefinition, change: Change): AnyDefinition {
  const adapted = Object.entries(definition.actions).map(([slug, found]) => {
    const action = found as unknown as Record<string, unknown>;
    const batch = action.performBatch ? { performBatch: wrapped(action.performBatch, change) } : {};
    return [slug, { ...action, perform: wrapped(action.perform, change), ...batch }];
  });
  return { ...definition, actions: Object.fromEntries(adapted) as AnyDefinition['actions'] };
}
