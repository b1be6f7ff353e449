import childProcess, { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { installation } from '@/platform/installation';
import type { ChildData, FromChild, ToChild, WorkMessage } from '../child/messages';
import { Complaints } from './complaints';

/** Why a process of definitions ended before its work. */
export type Death = 'DEFINITION_CRASHED' | 'ETIMEDOUT' | 'OUT_OF_MEMORY' | 'CLOSED';

/** Bounds of one process. */
export interface ProcessLimits {
  /** Megabytes of JavaScript objects. */
  heapMb: number;
  /** Megabytes of buffers. */
  buffersMb: number;
  /** Longest time for which the code of a definition may keep the process to itself. */
  stuckMs: number;
  /** URL of a module with more definitions, for a test. */
  definitions?: string;
}

/** What a process of definitions may use before it is ended, unless the caller says otherwise. */
export const PROCESS_LIMITS: ProcessLimits = { heapMb: 384, buffersMb: 256, stuckMs: 10_000 };

/** What Node itself takes beside objects and buffers. */
const NODE_MB = 256;
/** Megabytes for young objects. Events live for a moment: with room for many of them, hardly one is copied. */
const YOUNG_MB = 16;
/** Longest time it may take to start, on a machine that is busy with other things. */
const START_MS = 60_000;
/** Time between two looks, from which on the first says nothing about the time between. */
const BLIND_MS = 1000;
/** Share of its memory from which on a process takes no new work; what leaks goes with it. */
const WORN = 0.7;
const MB = 1024 * 1024;
const PAGE_MB = 4096 / MB;

/** What a process starts with: TypeScript in development and tests (through tsx), else the built program. */
function program(): { file: string; execArgv: string[] } {
  if (!installation().fromSource) return { file: path.join('build', 'worker-definitions.js'), execArgv: [] };
  return { file: path.join('catalog', 'destinations', 'run', 'child', 'entry.ts'), execArgv: ['--import', 'tsx'] };
}

/** The installation as definitions may see it: without what only we need. */
function withoutSecrets(): ChildData['installation'] {
  const hidden = { databaseUrl: '', authSecret: '', encryptionKey: Buffer.alloc(0), smtp: null, metricsToken: null };
  return { ...installation(), ...hidden };
}

/** Resident megabytes of a process by the kernel's word, which counts also while it says nothing; null but on Linux. */
function residentMb(pid: number | undefined): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_MB;
  } catch {
    return null;
  }
}

/** `fork`, taken in a way that Next's bundler does not follow: it would look for the program at build time. */
const fork = Reflect.get<typeof childProcess, 'fork'>(childProcess, 'fork');

/** One process in which definitions run, and the watch over it. */
export class DefinitionProcess {
  /** Set once it has ended. */
  death: Death | null = null;
  private readonly child: ChildProcess;
  private started = false;
  private heardAt = performance.now();
  private watchedAt = performance.now();
  private memory = { heapMb: 0, buffersMb: 0 };
  private readonly complaints = new Complaints();

  constructor(
    private readonly limits: ProcessLimits,
    private readonly onMessage: (message: WorkMessage) => void,
    private readonly onDeath: (death: Death) => void,
  ) {
    const { file, execArgv } = program();
    this.child = fork(path.join(process.cwd(), file), [], {
      execArgv: [`--max-old-space-size=${limits.heapMb}`, `--max-semi-space-size=${YOUNG_MB}`, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Nothing of our environment: it may hold credentials, and libraries take settings from it.
      env: { NODE_ENV: installation().fromSource ? 'development' : 'production', TZ: 'UTC', PATH: '' },
    });
    this.child.unref();
    this.child.channel?.unref();
    const { stderr } = this.child;
    stderr?.setEncoding('utf8').on('data', (written: string) => this.complaints.hear(written));
    if (stderr instanceof Socket) stderr.unref();
    this.child.on('message', (messages) => this.hear(messages as FromChild[]));
    // A process that is gone cannot be told anything; its end is heard below.
    this.child.on('error', () => this.end('DEFINITION_CRASHED'));
    // V8 aborts when it is out of memory, and the kernel kills who takes too much.
    this.child.on('exit', (_, signal) => this.end(signal === null ? 'DEFINITION_CRASHED' : 'OUT_OF_MEMORY'));
    const data: ChildData = { installation: withoutSecrets(), definitions: limits.definitions ?? null };
    this.tell({ kind: 'start', id: 0, data });
  }

  tell(message: ToChild): void {
    this.complaints.expect(message);
    this.child.send(message, () => undefined);
  }

  /** Whether it has used up so much of its memory that another should take its place. */
  get worn(): boolean {
    const { heapMb, buffersMb } = this.limits;
    return this.memory.heapMb > heapMb * WORN || this.memory.buffersMb > buffersMb * WORN;
  }

  /** Looks after it: called a few times a second while it has work. */
  watch(now = performance.now()): void {
    const { heapMb, buffersMb, stuckMs } = this.limits;
    // We ourselves were busy, or the machine stood still: what it said meanwhile has not been heard yet.
    if (now - this.watchedAt > BLIND_MS) this.rest();
    this.watchedAt = now;
    const silentMs = now - this.heardAt;
    if (!this.started) {
      if (silentMs > START_MS) this.stop('DEFINITION_CRASHED');
    } else if (this.memory.buffersMb > buffersMb) this.stop('OUT_OF_MEMORY');
    else if ((residentMb(this.child.pid) ?? 0) > heapMb + buffersMb + NODE_MB) this.stop('OUT_OF_MEMORY');
    else if (silentMs > stuckMs) this.stop('ETIMEDOUT');
  }

  /** Begins to look after it again; the time before does not count. */
  rest(): void {
    this.heardAt = this.watchedAt = performance.now();
  }

  /** Ends it now, whatever it is doing. */
  stop(death: Death): void {
    this.end(death);
    this.child.kill('SIGKILL');
  }

  private hear(messages: FromChild[]): void {
    this.started = true;
    this.heardAt = performance.now();
    for (const message of messages) {
      if (message.kind === 'beat') this.memory = message;
      else this.onMessage(message);
    }
  }

  private end(death: Death): void {
    if (this.death !== null) return;
    this.death = death;
    this.onDeath(death);
  }
}
