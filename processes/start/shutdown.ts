import type { Logger } from '../../platform/logger';

/** One thing to stop, in the order in which the list names them. */
export interface StopStep {
  name: string;
  /** Given up after this many milliseconds. */
  withinMs: number;
  run(how: StopHow): Promise<void>;
}

/** Whether there is time to let senders and proxies turn away (SIGTERM), or somebody waits at a terminal. */
export interface StopHow {
  graceful: boolean;
}

/** The same signal again within this time is one that came by two ways: from the terminal or systemd, and through npm. */
const ECHO_MS = 250;

async function stopOne(step: StopStep, how: StopHow, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), step.withinMs);
  });
  try {
    const result = await Promise.race([step.run(how), late]);
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
    for (const step of steps) await stopOne(step, { graceful: reason === 'SIGTERM' }, log);
    process.exit(exitCode);
  };
  let first: { signal: string; at: number } | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const at = performance.now();
      if (first?.signal === signal && at - first.at < ECHO_MS) return;
      if (stopping) process.exit(130);
      first = { signal, at };
      void stop(signal);
    });
  }
  return stop;
}
