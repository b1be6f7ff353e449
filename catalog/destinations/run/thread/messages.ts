import type { Installation } from '@/platform/installation';
import type { DestinationRuns, EventRun, RunOptions } from '../contract';

/** What a thread is started with. */
export interface ThreadData {
  /** Without anything secret: definitions run beside it. */
  installation: Installation;
  /** See `Vitals`. */
  vitals: SharedArrayBuffer;
  /** URL of a module with more definitions; null but in tests. */
  definitions: string | null;
}

/** Places in the memory that a thread and its owner share: a counter that moves while the thread is alive, and megabytes. */
export const Vitals = { beats: 0, heapMb: 1, buffersMb: 2, length: 3 } as const;

/** How a run is made inside a thread. */
export interface ThreadRunOptions extends Pick<RunOptions, 'rules' | 'dryRun' | 'exchanges'> {
  /** One request after the other. */
  serial: boolean;
  /** Tells what starts before it starts, so that the owner knows what may have ended the thread. */
  announce: boolean;
}

/** The methods that are asked one question and give one answer. */
export type Asked = 'settingsProblem' | 'preview' | 'choices' | 'testCredentials' | 'refreshTokens';

/** What a thread is told. Events and steps travel as JSON text, which is cheaper than a structured copy. */
export type ToThread =
  | { kind: 'run'; id: number; step: string; events: string[]; options: ThreadRunOptions }
  | { [M in Asked]: { kind: 'ask'; id: number; method: M; args: Parameters<DestinationRuns[M]> } }[Asked];

/** What a thread says, many at once. */
export type FromThread =
  | { kind: 'starting'; id: number; indices: number[] }
  | { kind: 'event'; id: number; index: number; run: EventRun }
  /** `error`: a bug of ours; what definitions do is in the value. */
  | { kind: 'done'; id: number; value: unknown; error: string | null };
