import { AsyncLocalStorage } from 'node:async_hooks';

const runs = new AsyncLocalStorage<(error: unknown) => void>();

/** What a run fails with whose code did something that would have ended the thread. */
export class DefinitionCrash extends Error {
  override name = 'DefinitionCrash';
  readonly code = 'DEFINITION_CRASHED';
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
const isCoded = (error: unknown): error is Error =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string';

/** Runs `work`; an exception that it throws into the void, now or later, rejects the promise instead of ending the thread. */
export function guarded<T>(work: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // An error with a code of its own (a reset connection that no one listened to) says more than that nobody caught it.
    const crash = (error: unknown) =>
      reject(isCoded(error) ? error : new DefinitionCrash(`The code of the destination failed: ${message(error)}`));
    runs.run(crash, () => {
      work().then(resolve, reject);
    });
  });
}

/** Makes the thread outlive what definitions do by accident: exceptions nobody catches, and ending the process. */
export function guardThread(): void {
  const blame = (error: unknown) => runs.getStore()?.(error);
  process.on('uncaughtException', blame);
  process.on('unhandledRejection', blame);
  const refuse = (name: string) => () => {
    throw new DefinitionCrash(`The code of the destination called process.${name}.`);
  };
  for (const name of ['exit', 'reallyExit', 'abort', 'kill'] as const)
    Object.defineProperty(process, name, { value: refuse(name), configurable: true, writable: true });
}
