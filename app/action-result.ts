import { ControlPlaneError, type ControlPlaneErrorCode } from '@/control-plane/errors';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { requestId } from './request';

/** What a server action answers: it never throws for what the caller did wrong. `fields` maps input fields to messages. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      error: { code: ControlPlaneErrorCode | 'internal'; message: string; fields: Record<string, string> };
    };

/** Next steers redirects and "not found" by thrown errors that carry a digest; they must pass. */
function isNextSignal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return false;
  return typeof error.digest === 'string' && error.digest.startsWith('NEXT_');
}

/**
 * Runs a server action's work. A ControlPlaneError becomes its code, message and fields; anything else is logged under
 * the request's id, and the caller learns only that id.
 */
export async function runAction<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (isNextSignal(error)) throw error;
    if (error instanceof ControlPlaneError) {
      return { ok: false, error: { code: error.code, message: error.message, fields: error.fields } };
    }
    const id = await requestId();
    createLogger('dashboard', installation().logLevel).error('an action failed', { requestId: id, error });
    return {
      ok: false,
      error: { code: 'internal', message: `Something went wrong on our side (request ${id}).`, fields: {} },
    };
  }
}
