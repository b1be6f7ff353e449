import { renameSync, writeFileSync } from 'node:fs';

/** What is wrong with the machine of the server and the worker; see preload/faults.mjs. */
export interface MachineFaults {
  clockMs: number;
  spoolBytes: number | null;
  syncMs: number;
}

/** The file by which the faults are told to the running processes; those that start later read it as well. */
export class FaultsFile {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
    this.set({});
  }

  /** Replaces all faults: what is not named is well. */
  set(faults: Partial<MachineFaults>): void {
    const all: MachineFaults = { clockMs: 0, spoolBytes: null, syncMs: 0, ...faults };
    writeFileSync(`${this.file}.new`, JSON.stringify(all));
    renameSync(`${this.file}.new`, this.file);
  }
}
