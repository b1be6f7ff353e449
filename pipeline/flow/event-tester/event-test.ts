import type { Exchange } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import type { ConditionPart } from '../../filter/explain-condition';

/** `dry`: nothing leaves, requests are only shown. `real`: they are sent. */
export type TestMode = 'dry' | 'real';

/** A step before the mappings: the door, then the questions of fan-out, in their order; `sender` only where it matters. */
export type TestStepKey = 'door' | 'enabled' | 'integrations' | 'type' | 'filters' | 'triggers' | 'settings' | 'sender';

/** What a filter of the destination did. */
export interface FilterTest {
  id: string;
  title: string;
  /** FQL. */
  condition: string;
  /** Null: it was not asked, because an earlier one failed or kept the event back. */
  matched: boolean | null;
}

/** One step of the event's way. */
export interface TestStep {
  key: TestStepKey;
  /** `noted`: real traffic would stop here, the test goes on. `stopped`: it ends here. `skipped`: not reached. */
  state: 'passed' | 'noted' | 'stopped' | 'skipped';
  /** A sentence; empty when the step was not reached. */
  message: string;
  /** The code that real traffic gives: of spec/outcome. */
  reason: string | null;
  /** With the step `filters`: each enabled filter. */
  filters?: FilterTest[];
  /** With the step `filters`: paths of the fields that were removed. */
  removed?: string[];
}

/** What real traffic makes of such a result. */
export type TestVerdict =
  | { kind: 'delivered'; status: number | null }
  /** Would be tried again, first after about `delayMs`. A test is never tried again. */
  | { kind: 'retry'; reason: string; message: string; status: number | null; delayMs: number }
  | { kind: 'failed'; reason: string; message: string; status: number | null };

/** One mapping of the destination. */
export interface MappingTest {
  id: string;
  name: string;
  actionSlug: string;
  /** The action's name for people. */
  actionTitle: string;
  enabled: boolean;
  /** FQL. */
  trigger: string;
  /** `unasked`: the event did not come this far. */
  triggered: 'yes' | 'no' | 'failed' | 'unasked';
  /** Why the trigger could not tell. */
  triggerProblem: string | null;
  /** The trigger part by part; null when it was not asked or is no condition. */
  why: ConditionPart | null;
  /** What happened when it was run; null when it was not. */
  run: MappingRun | null;
}

/** One mapping, run with the event. */
export interface MappingRun {
  /** What the action gets. */
  payload: JsonObject;
  /** What the action would refuse. */
  problems: { path: string; message: string }[];
  /** Without secrets. */
  exchanges: Exchange[];
  /**
   * How it ended. In a dry run only an end that came before the first request is known: a refused payload. Null
   * otherwise.
   */
  verdict: TestVerdict | null;
  /**
   * In a dry run: the action has a connection of its own (Kafka, SFTP, the client of a vendor), which a dry run refuses.
   * Only its payload is known.
   */
  unseen: boolean;
  /** In a dry run: a later request may depend on the answer to an earlier one, which a dry run does not have. */
  dependent: boolean;
}

/** What becomes of one event at one destination: the whole story, in the order in which it happens. */
export interface EventTest {
  mode: TestMode;
  /** ISO-8601. */
  at: string;
  /** The event as it is stored after the door; null when it was refused. */
  received: JsonObject | null;
  /** The event as the filters left it; null when it did not pass them. */
  sent: JsonObject | null;
  steps: TestStep[];
  mappings: MappingTest[];
  /** Whether the browser runs this destination; then nothing is run here. */
  device: boolean;
  /** What real traffic would count: null while only a real send can tell. */
  outcome: TestOutcome | null;
}

/** The end of the event at this destination, in the words of spec/outcome. */
export interface TestOutcome {
  outcome: 'failed_on_ingest' | 'filtered_at_destination' | 'failed_delivery' | 'pending_retry' | 'successful_delivery';
  reason: string | null;
  /** A sentence. */
  detail: string | null;
  /** When the next try would be (ISO-8601). */
  nextAt: string | null;
}
