import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { OpenSegment, SpoolFiles } from './spool-files';

/** Where damaged segments and records go that PostgreSQL refused; nothing here is ever deleted by us. */
export const ASIDE = 'set-aside';

/** Names that were written last, so that a record whose group is tried again is not written again. */
const NAMES = 1000;

/** What a person is to look at: damaged files as they are, and records in one file per process. */
export class SetAside {
  readonly #files: SpoolFiles;
  readonly #folder: string;
  readonly #written = new Set<string>();
  #records: { file: string; open: OpenSegment; size: number } | null = null;
  /** All that lies there, whoever put it there: as of the last look, and what came from here since. */
  bytes = 0;

  constructor(files: SpoolFiles, root: string) {
    this.#files = files;
    this.#folder = path.join(root, ASIDE);
  }

  /** Looks at what is there. */
  async look(): Promise<void> {
    let bytes = 0;
    for (const name of await this.#files.list(this.#folder)) {
      bytes += await this.#files.size(path.join(this.#folder, name)).catch(() => 0);
    }
    this.bytes = bytes;
  }

  /** Keeps `file` under a second name, also after it is removed. @returns where. */
  async keepFile(file: string, name: string, size: number): Promise<string> {
    const to = await this.#place(name);
    await this.#files.keep(file, to);
    this.bytes += size;
    return to;
  }

  /** Moves `file` here. @returns where. */
  async moveFile(file: string, name: string, size: number): Promise<string> {
    const to = await this.#place(name);
    await this.#files.rename(file, to);
    this.bytes += size;
    return to;
  }

  /** Adds `text` to the file of this process, unless what has this `name` is there. @returns where; null when it was. */
  async keepText(text: string, name: string): Promise<string | null> {
    if (this.#written.has(name)) return null;
    const records = (this.#records ??= await this.#begin());
    const bytes = Buffer.from(`${name} ${text}\n`, 'utf8');
    await records.open.write(bytes, records.size);
    await records.open.sync();
    records.size += bytes.length;
    this.bytes += bytes.length;
    if (this.#written.size >= NAMES) this.#written.clear();
    this.#written.add(name);
    return records.file;
  }

  async close(): Promise<void> {
    await this.#records?.open.close();
    this.#records = null;
  }

  async #begin(): Promise<{ file: string; open: OpenSegment; size: number }> {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const file = await this.#place(`${stamp}-${randomBytes(6).toString('hex')}.records`);
    return { file, open: await this.#files.create(file), size: 0 };
  }

  async #place(name: string): Promise<string> {
    await this.#files.makeFolder(this.#folder);
    return path.join(this.#folder, name);
  }
}
