import { createLogger } from '@/platform/logger';
import { OPERATIONS } from '../operations';
import { handleRequest } from '../transport/handle-request';

const log = createLogger('public-api');

function answer(request: Request): Promise<Response> {
  return handleRequest(OPERATIONS, request, log);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
