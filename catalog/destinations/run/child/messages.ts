import type { Installation } from '@/platform/installation';
import type { DestinationRuns, EventRun, RunOptions } from '../contract';

/** What a process of definitions starts with. */
export interface ChildData {
  /** Without anything secret: definitions run beside it. */
  installation: Installation;
  /** URL of a module with more definitions; null but in tests. */
  definitions: string | null;
}

/** How a run is made inside a process of definitions. */
export interface ChildRunOptions extends Pick<RunOptions, 'rules' | 'dryRun' | 'exchanges'> {
  /** One request after the other. */
  serial: boolean;
  /** Tells what starts before it starts, so that the owner knows what may have ended it. */
  announce: boolean;
}

/** The methods that are asked one question and give one answer. */
export type Asked = 'settingsProblem' | 'preview' | 'mappingProblems' | 'choices' | 'testCredentials' | 'refreshTokens';

/** What a process of definitions is told. Events and steps travel as JSON text, which is cheaper than a copy of objects. */
export type ToChild =
  | { kind: 'start'; id: number; data: ChildData }
  | { kind: 'run'; id: number; step: string; events: string[]; options: ChildRunOptions }
  | { [M in Asked]: { kind: 'ask'; id: number; method: M; args: Parameters<DestinationRuns[M]> } }[Asked];

/** What it says, many at once. */
export type FromChild =
  /** It is alive, and this is what it holds. */
  | { kind: 'beat'; heapMb: number; buffersMb: number }
  | { kind: 'starting'; id: number; indices: number[] }
  | { kind: 'event'; id: number; index: number; run: EventRun }
  /** Events that went well, with the same status: one message for many. */
  | { kind: 'fine'; id: number; indices: number[]; status: number | null }
  /** `error`: a bug of ours; what definitions do is in the value. */
  | { kind: 'done'; id: number; value: unknown; error: string | null };

/** What it says about a piece of work. */
export type WorkMessage = Exclude<FromChild, { kind: 'beat' }>;
