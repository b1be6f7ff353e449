import { newId } from '@/platform/ids';
import type { Logger } from '@/platform/logger';
import type { Context } from '@/control-plane/context';
import { authenticateRequest } from './authenticate-request';
import { describeError, type ApiError } from './errors';
import { findOperation } from './find-operation';
import { answerType } from './media-type';
import type { Operation } from './operation';
import { parsePage } from './pagination';
import { readBody } from './read-body';

/** Where the Public API lives on this host. */
export const BASE_PATH = '/public-api';

async function runOperation(operations: Operation[], request: Request, requestId: string) {
  const ctx: Context = await authenticateRequest(request, requestId);
  const url = new URL(request.url);
  const { operation, params } = findOperation(operations, request.method, url.pathname.slice(BASE_PATH.length));
  const body = request.method === 'GET' ? {} : await readBody(request);
  const query = url.searchParams;
  const data = await operation.run({ ctx, params, query, body, page: () => parsePage(query) });
  return { status: operation.status ?? 200, body: { data } };
}

function failure(error: unknown, requestId: string, log: Logger) {
  const known = describeError(error);
  if (known) return { status: known.status, body: { errors: known.errors }, headers: known.headers };
  log.error('a Public API request failed', { requestId, error });
  const errors: ApiError[] = [
    {
      type: 'internal-server-error',
      message: `Something went wrong on our side (request ${requestId}).`,
      status: 500,
    },
  ];
  return { status: 500, body: { errors }, headers: {} };
}

/**
 * Answers one request of the Public API: authenticates its token, finds the operation, runs it, and wraps the result in
 * Segment's envelope (`{"data": …}` or `{"errors": […]}`). Never throws.
 */
export async function handleRequest(operations: Operation[], request: Request, log: Logger): Promise<Response> {
  const requestId = newId('req');
  const { status, body, headers } = await runOperation(operations, request, requestId).then(
    (done) => ({ ...done, headers: {} }),
    (error: unknown) => failure(error, requestId, log),
  );
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': answerType(request.headers.get('accept')),
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...headers,
    },
  });
}
