import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A program, and how soon it is started again when it ends. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  cwd?: string;
  /** Its output goes here. */
  logFile: string;
  restartAfterMs: () => number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A program that is started again whenever it ends, as systemd would do it. */
export class Supervised {
  readonly #program: Program;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #held = false;

  constructor(program: Program) {
    this.#program = program;
    this.#start();
  }

  /** Process id; null while it does not run. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Sends a signal, and resolves when the process is gone; at once when there is none. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Keeps it down once it ends, until `release`. */
  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  /** Starts it again, and lets it be started again from now on. */
  release(): void {
    this.#held = false;
    if (!this.#child) this.#start();
  }

  /** Ends it for good. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.hold();
    await this.kill(signal);
  }

  #start(): void {
    const { command, args, env, uid, gid, cwd, logFile, restartAfterMs } = this.#program;
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
      uid,
      gid,
      cwd,
      detached: true, // Ctrl-C is for the suite, which ends its children itself
    });
    this.#child = child;
    running.add(child);
    child.once('exit', () => {
      running.delete(child);
      this.#child = null;
      clearTimeout(this.#timer);
      if (!this.#held) this.#timer = setTimeout(() => this.#start(), restartAfterMs());
    });
  }
}
