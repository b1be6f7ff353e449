import { endContext } from '@/platform/outbound-http/guard-sockets';
import { abandon, withOutboundContext, type OutboundContext } from '@/platform/outbound-http/outbound-context';
import { plainMessage } from '../../kit/failure/plain-message';

/** Longest one run of an action may take, however many requests it makes; what then still runs is abandoned. */
export const RUN_LIMIT_MS = 30_000;

/** What a run fails with whose code did something that would have ended the process. */
export class DefinitionCrash extends Error {
  override name = 'DefinitionCrash';
  readonly code = 'DEFINITION_CRASHED';
}

const isCoded = (error: unknown): error is Error =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string';

/**
 * Runs `work` in `context`, for at most `limitMs`; then it fails with the code ETIMEDOUT and its requests are ended. An
 * exception that it throws into the void, now or later, fails it instead of ending the process (see `guardChild`). A
 * refusal of ours is what it fails with, whatever its libraries made of that. Connections that they opened end with it.
 */
export function guardedRun<T>(
  context: OutboundContext,
  work: () => Promise<T>,
  limitMs: number = RUN_LIMIT_MS,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      abandon(context);
      reject(Object.assign(new Error('The action took too long.'), { code: 'ETIMEDOUT' }));
    }, limitMs);
    // An error with a code of its own (a reset connection that no one listened to) says more than that nobody caught it.
    context.onCrash = (error) =>
      reject(
        isCoded(error) ? error : new DefinitionCrash(`The code of the destination failed: ${plainMessage(error)}`),
      );
    withOutboundContext(context, work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  })
    .catch((error: unknown) => {
      throw context.refusal ?? error;
    })
    .finally(() => endContext(context));
}
