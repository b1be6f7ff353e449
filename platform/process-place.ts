import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/** Where a process runs: process ids of two places say nothing about each other. */
export interface ProcessPlace {
  host: string;
  /** Changes with every start of the machine; empty where that is not known. */
  boot: string;
  /** The space of process ids (a container has its own); empty where there is only one. */
  pids: string;
}

function tryRead(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}

/** Where this process runs. */
export function processPlace(): ProcessPlace {
  return {
    host: os.hostname(),
    boot: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    pids: tryRead(() => readlinkSync('/proc/self/ns/pid')),
  };
}
