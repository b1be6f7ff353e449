import type { Logger } from '../../platform/logger';

/** One thing to stop, in the order in which the list names them. */
export interface StopStep {
  name: string;
  /** Given up after this many milliseconds. */
  withinMs: number;
  run(): Promise<void>;
}

async function stopOne(step: StopStep, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), step.withinMs);
  });
  try {
    const result = await Promise.race([step.run(), late]);
    if (result === 'late') log.warn(`${step.name} did not stop within ${step.withinMs} ms`);
  } catch (error) {
    log.error(`${step.name} failed to stop`, { error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Stops the steps one after another on SIGINT, SIGTERM or when the returned function is called, then exits.
 * Work in flight goes first, so the list runs from the door to the database. A second signal exits at once.
 */
export function onShutdown(log: Logger, steps: StopStep[]): (reason: string, exitCode?: number) => Promise<void> {
  let stopping = false;
  const stop = async (reason: string, exitCode = 0) => {
    if (stopping) return;
    stopping = true;
    log.info(`stopping: ${reason}`);
    for (const step of steps) await stopOne(step, log);
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      void stop(signal);
    });
  }
  return stop;
}
