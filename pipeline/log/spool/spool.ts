import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NewRecord } from './record';
import type { SpoolFiles } from './spool-files';
import { ASIDE, SetAside } from './set-aside';
import { databaseFile, loadFolder, type Segment, type SpoolFolder } from './spool-folder';
import { SILENCE_MS, takeFolder, type Ownership } from './spool-owner';
import { SpoolRoom } from './spool-room';
import { SpoolWriter, type SpoolResult } from './spool-writer';

export interface SpoolOptions {
  files: SpoolFiles;
  /** The folder of all spools of this installation. */
  root: string;
  /** What all spools together may hold, with what is set aside. */
  maxBytes: number;
  /** The id of the database that new events are for; null when it is not known. */
  database?: () => Promise<string | null>;
  onError: (what: string, error: unknown) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
  segmentBytes?: number;
  /** How long a silent owner is given to end a write. */
  graceMs?: number;
}

const GRACE_MS = 5000;

/** What is in the spools that this process looks after. */
export interface SpoolSize {
  bytes: number;
  events: number;
  /** Milliseconds since 1970 of the oldest record's segment; null when there is none. */
  oldestAt: number | null;
  /** Those of `events` that are for another database. */
  foreignEvents: number;
  /** Bytes, beside `bytes`, that wait for a person to look at them. */
  asideBytes: number;
}

/**
 * The spools of this process: its own, to which it writes, and those of processes that ended, which it took over. They share
 * one bound.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #writer: SpoolWriter;
  readonly #aside: SetAside;
  readonly #room: SpoolRoom;
  readonly #held: { spool: SpoolFolder; owner: Ownership }[] = [];
  #own: Promise<SpoolFolder> | null = null;
  #ownId = '';
  #touchedAt = Date.now();
  #closing = false;

  constructor(options: SpoolOptions) {
    this.#options = options;
    const { files, root } = options;
    this.#aside = new SetAside(files, root);
    this.#room = new SpoolRoom({ files, root, now: options.now ?? (() => performance.now()) });
    this.#writer = new SpoolWriter({
      files,
      room: this.#room,
      folder: () => this.#ownFolder(),
      onError: (error) => options.onError('a write to the spool failed', error),
      segmentBytes: options.segmentBytes,
    });
  }

  /** Keeps a record. Resolves, never rejects, once it is on the disk or will not be. */
  append(record: NewRecord): Promise<SpoolResult> {
    return record.body.length > this.#boundLeft() ? Promise.resolve('full') : this.#writer.append(record);
  }

  /** Bytes that may still be kept: within the bound, and of what is free on the disk as it was last measured. */
  roomLeft(): number {
    return Math.min(this.#boundLeft(), this.#room.left);
  }

  /** Measures what is free on the disk. */
  measureRoom(): Promise<void> {
    return this.#room.measure();
  }

  #boundLeft(): number {
    const { bytes, asideBytes } = this.size();
    return this.#options.maxBytes - bytes - asideBytes - this.#writer.pendingBytes;
  }

  size(): SpoolSize {
    let bytes = 0;
    let events = 0;
    let foreignEvents = 0;
    let oldestAt: number | null = null;
    for (const { spool } of this.#held) {
      for (const segment of spool.segments) {
        bytes += segment.size;
        events += segment.events;
        if (spool.foreign) foreignEvents += segment.events;
        oldestAt = Math.min(oldestAt ?? Number.POSITIVE_INFINITY, segment.createdAt);
      }
    }
    return { bytes, events, oldestAt, foreignEvents, asideBytes: this.#aside.bytes };
  }

  /** The spool for our database whose first segment is the oldest; null when all are empty. */
  oldest(): SpoolFolder | null {
    let oldest: SpoolFolder | null = null;
    for (const { spool } of this.#held) {
      if (spool.foreign) continue;
      const [first] = spool.segments;
      if (first && (!oldest?.segments[0] || first.createdAt < oldest.segments[0].createdAt)) oldest = spool;
    }
    return oldest;
  }

  /** Lets go of the first segment of `spool`, all of which is in the log; no-op while more is being written to it. */
  async drop(spool: SpoolFolder, segment: Segment, readTo: number): Promise<void> {
    await this.#writer.retire(segment);
    if (!segment.sealed || segment.size > readTo) return;
    await this.#options.files.remove(segment.file);
    spool.segments.shift();
    if (spool.segments.length === 0 && spool.id !== this.#ownId) await this.#forget(spool);
  }

  /** Keeps a segment for a person to look at, also after it is drained. @returns where. */
  keepFile(spool: SpoolFolder, segment: Segment): Promise<string> {
    return this.#aside.keepFile(segment.file, `${spool.id}-${path.basename(segment.file)}`, segment.size);
  }

  /** Keeps `text` for a person to look at. @returns where; null when what has this `name` is kept already. */
  keepAside(text: string, name: string): Promise<string | null> {
    return this.#aside.keepText(text, name);
  }

  /** Takes over the spools of processes that ended. @returns how many. */
  async adopt(): Promise<number> {
    const { files, root, onError } = this.#options;
    await this.#aside.look();
    let adopted = 0;
    for (const name of await files.list(root)) {
      if (this.#closing || name === ASIDE || this.#held.some(({ spool }) => spool.id === name)) continue;
      const folder = path.join(root, name);
      try {
        const owner = await takeFolder(files, folder, Date.now());
        if (!owner) continue;
        if (owner.bySilence) await wait(this.#options.graceMs ?? GRACE_MS);
        const { spool, unreadable } = await loadFolder(files, folder);
        for (const { file, size } of unreadable) {
          const to = await this.#aside.moveFile(file, `${name}-${path.basename(file)}`, size);
          onError('a spool file cannot be read and was set aside', new Error(`${to} has no whole head`));
        }
        this.#held.push({ spool, owner });
        if (spool.segments.length === 0) await this.#forget(spool);
        else adopted += 1;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue; // somebody else finished it meanwhile
        onError(`the spool ${name} could not be taken over`, error);
      }
    }
    return adopted;
  }

  /** Leaves alone what is for another database, until a process starts that works with that one. */
  leaveAlone(spool: SpoolFolder): void {
    spool.foreign = true;
    const why = new Error(`${spool.folder} is for the database with the id ${spool.database ?? '?'}`);
    this.#options.onError('a spool is for another database than DATABASE_URL names; its events stay', why);
    if (spool.id === this.#ownId) this.#own = null;
  }

  /** Says that the owner of the spools lives. What was taken from a process that slept too long is given up. */
  async touch(): Promise<void> {
    this.#touchedAt = Date.now();
    for (const { spool, owner } of [...this.#held]) {
      if (await owner.touch()) continue;
      this.#held.splice(
        this.#held.findIndex((held) => held.spool === spool),
        1,
      );
      if (spool.id !== this.#ownId) continue;
      this.#own = null;
      await this.#writer.leave();
    }
  }

  /** Writes what waits for the disk, and lets go of what is left for the next process. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#writer.close();
    await this.#aside.close();
    for (const { spool, owner } of [...this.#held]) {
      if (spool.segments.length === 0) await this.#forget(spool);
      else await owner.release();
    }
  }

  async #forget(spool: SpoolFolder): Promise<void> {
    const index = this.#held.findIndex((held) => held.spool === spool);
    if (index >= 0) this.#held.splice(index, 1);
    await this.#options.files.remove(spool.folder);
  }

  async #ownFolder(): Promise<SpoolFolder> {
    if (Date.now() - this.#touchedAt > SILENCE_MS / 2) await this.touch();
    if (!this.#own) await this.#writer.leave();
    this.#own ??= this.#makeOwn().catch((error: unknown) => {
      this.#own = null;
      throw error;
    });
    return this.#own;
  }

  async #makeOwn(): Promise<SpoolFolder> {
    const { files, root } = this.#options;
    for (let tries = 1; ; tries += 1) {
      const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
      const id = `${stamp}-${randomBytes(6).toString('hex')}`;
      const folder = path.join(root, id);
      await files.makeFolder(folder);
      const owner = await takeFolder(files, folder, Date.now());
      if (owner) {
        const database = (await this.#options.database?.()) ?? null;
        if (database !== null) await files.claim(databaseFile(folder), database);
        const spool: SpoolFolder = { id, folder, database, foreign: false, segments: [] };
        this.#ownId = id;
        this.#held.push({ spool, owner });
        return spool;
      }
      if (tries >= 3) throw new Error(`The new spool ${folder} was taken by somebody else.`);
    }
  }
}
