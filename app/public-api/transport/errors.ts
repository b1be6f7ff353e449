import { ControlPlaneError, type ControlPlaneErrorCode } from '@/control-plane/errors';

/** One entry of Segment's RequestErrorEnvelope. */
export interface ApiError {
  type: string;
  message: string;
  field?: string;
  status: number;
}

const STATUS: Record<ControlPlaneErrorCode, { status: number; type: string }> = {
  unauthenticated: { status: 401, type: 'unauthenticated' },
  forbidden: { status: 403, type: 'forbidden' },
  not_found: { status: 404, type: 'not-found' },
  invalid_input: { status: 422, type: 'validation' },
  conflict: { status: 409, type: 'conflict' },
  gone: { status: 410, type: 'gone' },
  rate_limited: { status: 429, type: 'too-many-requests' },
  precondition_failed: { status: 422, type: 'validation' },
};

/** What is wrong with a request before any verb sees it: a body that is no JSON, a path that does not exist. */
export class TransportError extends Error {
  override name = 'TransportError';
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The error for one field of the input, in the words of Segment's API. */
export function invalidField(field: string, message: string): ControlPlaneError {
  return new ControlPlaneError('invalid_input', `${field} ${message}`, { [field]: message });
}

/** The status and the errors with which `error` is answered, or null for a bug, whose message is never shown. */
export function describeError(
  error: unknown,
): { status: number; errors: ApiError[]; headers: Record<string, string> } | null {
  if (error instanceof TransportError) {
    const { status, type, message, headers } = error;
    return { status, errors: [{ type, message, status }], headers };
  }
  if (!(error instanceof ControlPlaneError)) return null;
  const { status, type } = STATUS[error.code];
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="Switchyard Public API"';
  if (status === 429) headers['retry-after'] = '60';
  const fields = Object.entries(error.fields);
  const errors =
    fields.length > 0
      ? fields.map(([field, message]) => ({ type, message: field ? `${field}: ${message}` : message, field, status }))
      : [{ type, message: error.message, status }];
  return { status, errors, headers };
}

/** Runs `work`; what is wrong with a field of the verb's input is told under the name the field has in Segment's API. */
export async function withFieldNames<T>(names: Record<string, string>, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ControlPlaneError)) throw error;
    const fields = Object.entries(error.fields).map(([path, message]) => {
      const [first = '', ...rest] = path.split('.');
      return [[names[first] ?? first, ...rest].join('.'), message] as const;
    });
    throw new ControlPlaneError(error.code, error.message, Object.fromEntries(fields));
  }
}
