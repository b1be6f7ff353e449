import type { Context } from '@/control-plane/context';
import type { Json, JsonObject } from '@/spec/event';
import type { Page } from './pagination';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One authenticated request, taken apart. */
export interface Call {
  ctx: Context;
  /** The named segments of the path. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The page the caller asked for. @throws ControlPlaneError `invalid_input` when it is malformed. */
  page: () => Page;
  /** The JSON object of the body; `{}` when there is none. */
  body: JsonObject;
}

/** One operation of the Public API: where it is, and the verb it calls. What `run` returns goes into `{"data": …}`. */
export interface Operation {
  method: Method;
  /** Segment's path; a segment that begins with a colon is a parameter. */
  path: string;
  /** Status of success; 200 unless told. */
  status?: number;
  run: (call: Call) => Promise<Record<string, Json | undefined>>;
}
