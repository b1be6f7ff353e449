import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { installation } from '@/platform/installation';
import { Vitals, type FromThread, type ThreadData, type ToThread } from '../thread/messages';

/** Why a thread ended before its work. */
export type Death = 'DEFINITION_CRASHED' | 'ETIMEDOUT' | 'OUT_OF_MEMORY' | 'CLOSED';

/** Bounds of one thread. */
export interface ThreadLimits {
  /** Megabytes of JavaScript objects. */
  heapMb: number;
  /** Megabytes of buffers. */
  buffersMb: number;
  /** Longest time for which the code of a definition may keep the thread to itself. */
  stuckMs: number;
  /** URL of a module with more definitions, for a test. */
  definitions?: string;
}

export const THREAD_LIMITS: ThreadLimits = { heapMb: 384, buffersMb: 256, stuckMs: 10_000 };

const YOUNG_MB = 64;
/** Growth of the whole process while the thread gives no sign, from which on it is stopped at once. */
const RUNAWAY_MB = 768;
/** Longest time it may take to start, on a machine that is busy with other things. */
const START_MS = 60_000;
/** Share of its memory from which on a thread takes no new work; what leaks goes with it. */
const WORN = 0.7;
const MB = 1024 * 1024;

/** What a thread starts with: TypeScript in development and tests (through tsx), else the built program. */
function program(): { source: string; eval: boolean } {
  if (!installation().fromSource) return { source: path.join(process.cwd(), 'build', 'definitions.js'), eval: false };
  const file = pathToFileURL(path.join(process.cwd(), 'catalog/destinations/run/thread', 'entry.ts')).href;
  // `--import tsx` does not reach the modules of a thread in Node 20; registering inside does.
  return {
    source: `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`,
    eval: true,
  };
}

/** The installation as definitions may see it: without what only we need. */
function withoutSecrets(): ThreadData['installation'] {
  const hidden = { databaseUrl: '', authSecret: '', encryptionKey: Buffer.alloc(0), smtp: null, metricsToken: null };
  return { ...installation(), ...hidden };
}

/** One thread in which definitions run, and the watch over it. */
export class DefinitionThread {
  /** Set once it has ended. */
  death: Death | null = null;
  private readonly worker: Worker;
  private readonly vitals = new Int32Array(new SharedArrayBuffer(Vitals.length * Int32Array.BYTES_PER_ELEMENT));
  private lastBeat = 0;
  private beatAt = performance.now();
  private rssMb = 0;

  constructor(
    private readonly limits: ThreadLimits,
    private readonly onMessage: (message: FromThread) => void,
    private readonly onDeath: (death: Death) => void,
  ) {
    const { source, eval: inline } = program();
    const workerData: ThreadData = {
      installation: withoutSecrets(),
      vitals: this.vitals.buffer,
      definitions: limits.definitions ?? null,
    };
    this.worker = new Worker(source, {
      name: 'definitions',
      eval: inline,
      execArgv: [],
      workerData,
      // Nothing of our environment: it may hold credentials, and libraries take settings from it.
      env: { NODE_ENV: installation().fromSource ? 'development' : 'production', TZ: 'UTC' },
      // Events live for a moment: with room for many of them, hardly one is copied by the garbage collector.
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.worker.on('message', (messages: FromThread[]) => messages.forEach(onMessage));
    this.worker.on('error', (error: NodeJS.ErrnoException) =>
      this.end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'DEFINITION_CRASHED'),
    );
    this.worker.on('exit', () => this.end('DEFINITION_CRASHED'));
    this.worker.unref();
  }

  tell(message: ToThread): void {
    this.worker.postMessage(message);
  }

  /** Whether it has used up so much of its memory that another should take its place. */
  get worn(): boolean {
    const { heapMb, buffersMb } = this.limits;
    return (
      Atomics.load(this.vitals, Vitals.heapMb) > heapMb * WORN ||
      Atomics.load(this.vitals, Vitals.buffersMb) > buffersMb * WORN
    );
  }

  /** Looks after it: called a few times a second while it has work. */
  watch(now = performance.now()): void {
    const beat = Atomics.load(this.vitals, Vitals.beats);
    const rssMb = process.memoryUsage.rss() / MB;
    if (beat !== this.lastBeat) {
      this.lastBeat = beat;
      this.beatAt = now;
      this.rssMb = rssMb;
      if (Atomics.load(this.vitals, Vitals.buffersMb) > this.limits.buffersMb) this.stop('OUT_OF_MEMORY');
    } else if (beat === 0) {
      if (now - this.beatAt > START_MS) this.stop('DEFINITION_CRASHED');
    } else if (rssMb - this.rssMb > RUNAWAY_MB) this.stop('OUT_OF_MEMORY');
    else if (now - this.beatAt > this.limits.stuckMs) this.stop('ETIMEDOUT');
  }

  /** Begins to look after it again; the time before does not count. */
  rest(): void {
    this.beatAt = performance.now();
    this.rssMb = process.memoryUsage.rss() / MB;
  }

  /** Ends it now, whatever it is doing. */
  stop(death: Death): void {
    this.end(death);
    void this.worker.terminate();
  }

  private end(death: Death): void {
    if (this.death !== null) return;
    this.death = death;
    this.onDeath(death);
  }
}
