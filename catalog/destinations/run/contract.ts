import type { Exchange, OutboundRules } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import type { ActionResult } from '../kit/action-result';
import type { ChoiceValue } from '../kit/metadata';

/** One mapping of one destination, as it is run. */
export interface RunStep {
  /** Key into the catalog: "webhook". */
  type: string;
  actionSlug: string;
  mapping: JsonObject;
  /** All settings, secrets opened; an OAuth destination's tokens are under `oauth`: `{access_token, refresh_token}`. */
  settings: JsonObject;
}

/** How it went for one event. */
export interface EventRun {
  result: ActionResult;
  /** Status of the last answer of the run, when there was any. */
  status: number | null;
  /** The HTTP exchanges of the run it was part of, not yet redacted; events of one batch share them. */
  exchanges: Exchange[];
}

export interface RunOptions {
  rules?: OutboundRules;
  /** Nothing leaves: each request is recorded and answered with an empty 200. Shows what would be sent. */
  dryRun?: boolean;
  /** `failures` leaves out the exchanges of events that went well, which saves a copy between processes. */
  exchanges?: 'all' | 'failures';
  /** Called for each event as soon as it has been run, with its place in `events`. */
  onEvent?: (index: number, run: EventRun) => void;
}

/** What a mapping makes of an event. */
export interface MappingPreview {
  /** The payload that the action would get. */
  payload: JsonObject;
  /** What the action would refuse, each with the path of the field ("properties.price", "" for the whole). */
  problems: { path: string; message: string }[];
}

/** Choices that a definition fetched from the vendor. */
export interface FetchedChoices {
  choices: { label: string; value: ChoiceValue; description?: string }[];
  nextPage: string | null;
  /** Why there are none, in words. */
  problem: string | null;
}

/** Tokens of an OAuth destination. */
export interface OAuthTokens {
  accessToken: string;
  refreshToken?: string;
}

/**
 * Runs the code of destinations apart from the caller: a definition that throws, never ends, eats memory or exits harms
 * only what it was asked to do. No method throws for what a definition did.
 */
export interface DestinationRuns {
  /** Null when the settings satisfy the definition, else what is wrong with them, in words. */
  settingsProblem(type: string, settings: JsonObject): Promise<string | null>;
  /**
   * Runs the action for `events` (objects, or their JSON text, which is cheaper): batched where action and mapping say
   * so, else one by one. One `EventRun` per event, in their order.
   */
  run(step: RunStep, events: (JsonObject | string)[], options?: RunOptions): Promise<EventRun[]>;
  preview(step: RunStep, event: JsonObject): Promise<MappingPreview>;
  /** Why `mapping` can be evaluated for no event at all, by field; none when that could not be found out. */
  mappingProblems(mapping: JsonObject): Promise<MappingPreview['problems']>;
  /** Choices of a field with `dynamic`; `payload` is the mapping as far as it is literal. */
  choices(step: RunStep, fieldKey: string, asked: { payload: JsonObject; page?: string }): Promise<FetchedChoices>;
  /** Asks the vendor whether the credentials are good. */
  testCredentials(type: string, settings: JsonObject): Promise<{ ok: true } | { ok: false; message: string }>;
  /** Fresh tokens, or why there are none (`final`: the person must connect again). */
  refreshTokens(
    type: string,
    settings: JsonObject,
    tokens: OAuthTokens & { clientId: string; clientSecret: string },
  ): Promise<{ ok: true; tokens: OAuthTokens } | { ok: false; final: boolean; message: string }>;
  close(): Promise<void>;
}
