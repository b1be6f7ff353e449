import path from 'node:path';
import type { SpoolFiles } from './spool-files';

const MIB = 1024 * 1024;
/** What must stay free on the disk: PostgreSQL needs room too, above all while it recovers. */
const MIN_FREE_BYTES = 512 * MIB;
/** On a small disk that would be all of it; a tenth will do. */
const MIN_FREE_SHARE = 0.1;
const ASK_EVERY_MS = 500;

/** Whether the spool may grow: bounded by its own size and by what is free on the disk. */
export class SpoolRoom {
  readonly #files: SpoolFiles;
  readonly #root: string;
  readonly #now: () => number;
  #askedAt = Number.NEGATIVE_INFINITY;
  #left = 0;

  constructor(options: { files: SpoolFiles; root: string; now: () => number }) {
    this.#files = options.files;
    this.#root = options.root;
    this.#now = options.now;
  }

  /** Whether `bytes` may be written without leaving too little of the disk. Counts them as written. */
  async take(bytes: number): Promise<boolean> {
    await this.measure();
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  /** Bytes that may still be written, as last measured; infinite before that. */
  get left(): number {
    return this.#askedAt === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : this.#left;
  }

  /** Measures, at most twice a second. @throws when the disk does not tell. */
  async measure(): Promise<void> {
    if (this.#now() - this.#askedAt < ASK_EVERY_MS) return;
    const { free, total } = await this.#files.room(this.#root).catch(() => this.#files.room(path.dirname(this.#root))); // not made yet, then
    this.#left = free - Math.min(MIN_FREE_BYTES, total * MIN_FREE_SHARE);
    this.#askedAt = this.#now();
  }
}
