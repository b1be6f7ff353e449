import { databaseMark } from '@/platform/database-mark';
import type { SpoolFiles } from './spool-files';

export interface SpoolHomeOptions {
  files: SpoolFiles;
  /** Remembers the id for a process that starts while the database is away. */
  file: string;
  databaseUrl: string;
  /** The id of the database. @throws while it is away. */
  read: () => Promise<string>;
  onError: (what: string, error: unknown) => void;
}

/** The database for which this process takes events. */
export class SpoolHome {
  readonly #options: SpoolHomeOptions;
  #id: string | null = null;

  constructor(options: SpoolHomeOptions) {
    this.#options = options;
  }

  /** Its id, as it says now. @throws while it is away. */
  async ask(): Promise<string> {
    const { files, file, databaseUrl, read, onError } = this.#options;
    const id = await read();
    if (id === this.#id) return id;
    this.#id = id;
    await files
      .replaceText(file, `${databaseMark(databaseUrl)} ${id}`)
      .catch((error: unknown) => onError('the id of the database could not be noted', error));
    return id;
  }

  /** Its id, as it said when it was last asked, also by an earlier process; null when nobody asked yet. */
  async known(): Promise<string | null> {
    if (this.#id !== null) return this.#id;
    const { files, file, databaseUrl } = this.#options;
    const [mark, id] = ((await files.readText(file)) ?? '').split(' ');
    return mark === databaseMark(databaseUrl) ? (id ?? null) : null;
  }
}
