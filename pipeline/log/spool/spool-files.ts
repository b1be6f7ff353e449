import { open, mkdir, readdir, readFile, rename, rm, stat, statfs, utimes, writeFile, link } from 'node:fs/promises';
import path from 'node:path';

/** A segment that is being written. */
export interface OpenSegment {
  /** Writes all of `bytes` at `offset`. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** Resolves once everything written is on the disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The file operations of a spool; a test puts its own in between. */
export interface SpoolFiles {
  /** Makes a new file; fails when there is one. Its folder's entry is on the disk afterwards. */
  create(file: string): Promise<OpenSegment>;
  /** Makes a folder and what leads to it, and has the entries on the disk. */
  makeFolder(folder: string): Promise<void>;
  /** Up to `length` bytes of `file` from `offset`; fewer where it ends. */
  read(file: string, offset: number, length: number): Promise<Buffer>;
  size(file: string): Promise<number>;
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): Promise<string[]>;
  readText(file: string): Promise<string | null>;
  /** Makes `file` with `text` unless it exists: then false. It appears whole or not at all. */
  claim(file: string, text: string): Promise<boolean>;
  replaceText(file: string, text: string): Promise<void>;
  touch(file: string): Promise<void>;
  modifiedAt(file: string): Promise<number>;
  /** Gives `file` a second name, under which it stays when the first is removed. */
  keep(file: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or a folder with all that is in it. */
  remove(target: string): Promise<void>;
  /** Bytes that are free and bytes in all of the file system of `folder`. */
  room(folder: string): Promise<{ free: number; total: number }>;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flush: true });
}

/** The real ones. */
export const diskFiles: SpoolFiles = {
  async create(file) {
    const handle = await open(file, 'wx', 0o600);
    try {
      await syncFolder(path.dirname(file));
    } catch (error) {
      await handle.close();
      throw error;
    }
    return {
      async write(bytes, offset) {
        let done = 0;
        while (done < bytes.length) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
          done += bytesWritten;
        }
      },
      sync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let made = folder; ; made = path.dirname(made)) {
      await syncFolder(path.dirname(made));
      if (made === first || made === path.dirname(made)) return;
    }
  },
  async read(file, offset, length) {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(buffer, done, length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    } finally {
      await handle.close();
    }
  },
  size: async (file) => (await stat(file)).size,
  list: (folder) => readdir(folder).catch(ifMissing<string[]>([])),
  readText: (file) => readFile(file, 'utf8').catch(ifMissing<string | null>(null)),
  async claim(file, text) {
    const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    await writeAll(draft, text);
    try {
      await link(draft, file);
      await syncFolder(path.dirname(file));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  },
  async replaceText(file, text) {
    await writeAll(`${file}.new`, text);
    await rename(`${file}.new`, file);
  },
  async touch(file) {
    const now = new Date();
    await utimes(file, now, now);
  },
  modifiedAt: async (file) => (await stat(file)).mtimeMs,
  async keep(file, to) {
    await link(file, to).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  },
  rename,
  remove: (target) => rm(target, { recursive: true, force: true }),
  async room(folder) {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  },
};

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
}
