import { currentUser } from '@/app/context';
import { requestId } from '@/app/request';
import type { Context } from '@/control-plane/context';
import { ControlPlaneError } from '@/control-plane/errors';
import type { Person } from '@/control-plane/sessions/person';
import { enterWorkspace } from '@/control-plane/sessions/enter-workspace';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';

/** Who asks, and in which workspace (`?workspace=<slug>`). `again` looks up the role anew, for streams that last. */
export interface LiveContext {
  ctx: Context;
  again: () => Promise<Context | null>;
}

/** The caller of a live route by session and membership. @throws ControlPlaneError `unauthenticated`, `not_found` */
export async function liveContext(request: Request): Promise<LiveContext> {
  const person: Person | null = await currentUser();
  if (!person) throw new ControlPlaneError('unauthenticated', 'Sign in first.');
  const slug = new URL(request.url).searchParams.get('workspace') ?? '';
  const id = await requestId();
  const again = () => enterWorkspace(person, slug, id);
  const ctx = await again();
  if (!ctx) throw new ControlPlaneError('not_found', 'There is no such workspace.');
  return { ctx, again };
}

const STATUS: Record<ControlPlaneError['code'], number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  gone: 410,
  rate_limited: 429,
  precondition_failed: 412,
};

/** Answers with JSON what `work` resolves to; its errors as status and message, bugs by the request's id only. */
export async function answerJson(work: () => Promise<unknown>): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    return Response.json(await work(), { headers });
  } catch (error) {
    return errorResponse(error, await requestId());
  }
}

/** An error as a JSON answer. */
export function errorResponse(error: unknown, id: string): Response {
  const headers = { 'cache-control': 'no-store' };
  if (error instanceof ControlPlaneError) {
    return Response.json(
      { error: { code: error.code, message: error.message } },
      { status: STATUS[error.code], headers },
    );
  }
  createLogger('live', installation().logLevel).error('a live route failed', { requestId: id, error });
  return Response.json(
    { error: { code: 'internal', message: `Something went wrong on our side (request ${id}).` } },
    { status: 500, headers },
  );
}
