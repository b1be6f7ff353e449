import type { Json, JsonObject } from '@/spec/event';
import type { ActionResult } from '../kit/action-result';
import { batchPlan } from '../kit/batch-plan';
import { actionsCore } from '../kit/load-actions-core';
import type { DestinationMetadata } from '../kit/metadata';
import { definitionRuns } from '../run/inside/definition-runs';
import { loadedDefinition, type LoadedDefinition } from '../run/inside/loaded-definition';
import { runEvents, type RequestRun } from '../run/inside/run-events';
import { contractCases, contractSettings, untried, type CompileTrigger, type ContractCase } from './contract-cases';
import type { Edge, EdgeAnswer, EdgeRequest } from './edge/edge';
import type { Example } from './example';
import { leaked, readable, readableSettings, type ReadableRequest } from './readable';

/** What became of one canonical event: the requests it made, or why the definition refused it. */
export interface RecordedCase {
  case: string;
  action: string;
  /** Fields that the example filled in beside the preset (or the action's defaults). */
  filled?: string[];
  refused?: string;
  requests: ReadableRequest[];
}

/** A fixture: all that a destination does with the canonical events. */
export interface Recording {
  type: string;
  settings: Json;
  cases: RecordedCase[];
  /** Two events in one run, by action, where the action can do that. */
  batches?: RecordedCase[];
  /** How an event ends when the vendor answers so, by status: "retry 429 after 7 s". By action where they differ. */
  answers: Record<string, string | Record<string, string>>;
  /** The same of a run of two events. */
  batchAnswers?: Record<string, string | Record<string, string>>;
}

/** What must not be seen in any recording; found by `record`, never written to a fixture. */
export interface Finding {
  case: string;
  problem: string;
}

/** Seconds that the edge asks to wait with a 429. */
const RETRY_AFTER = 7;
const RULES = { allowPrivateNetworks: [] };

function described(result: ActionResult | undefined): string {
  if (!result) return 'nothing';
  if (result.kind === 'ok') return 'ok';
  const wait = result.kind === 'retry' && result.retryAfterMs !== null ? ` after ${result.retryAfterMs / 1000} s` : '';
  return `${result.kind} ${result.status ?? result.reason}${wait}`;
}

/** The event, and the same of another person. */
const pair = (event: JsonObject): JsonObject[] => [event, { ...event, messageId: 'message-2', userId: 'user-2' }];

const refusal = ({ results }: RequestRun): string | undefined => {
  const failed = results.find((result) => result.kind !== 'ok');
  return failed && `${failed.reason}: ${failed.message}`;
};

/** A URL as a person reads it; as it stands when it cannot be decoded. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}

/** Records one destination at the edge. */
class Recorder {
  readonly findings: Finding[] = [];
  readonly #settings: JsonObject;
  readonly #secrets: Record<string, string>;

  constructor(
    private readonly edge: Edge,
    private readonly destination: DestinationMetadata,
    private readonly found: LoadedDefinition,
    private readonly example: Example,
  ) {
    const { settings, secrets } = contractSettings(destination, example);
    this.#settings = settings;
    this.#secrets = secrets;
  }

  async settings(): Promise<Json> {
    const problem = await definitionRuns.settingsProblem(this.destination.type, this.#settings);
    if (problem) this.findings.push({ case: 'settings', problem });
    return readableSettings(this.#settings, this.#secrets);
  }

  #answer = (request: EdgeRequest): EdgeAnswer => {
    const line = `${request.method} ${request.url}`;
    const found = this.example.answers?.find(({ to }) => (typeof to === 'string' ? line.includes(to) : to.test(line)));
    return found ? { status: 200, ...found } : { status: 200 };
  };

  #run({ actionSlug, mapping }: ContractCase, events: JsonObject[]): Promise<RequestRun> {
    const step = { type: this.destination.type, actionSlug, mapping, settings: this.#settings };
    return runEvents(this.found, step, events, { rules: RULES, batch: events.length > 1 });
  }

  #readable(name: string, requests: EdgeRequest[]): ReadableRequest[] {
    return requests.map((request) => {
      const shown = readable(request, this.#secrets);
      const text = `${JSON.stringify(shown)} ${decoded(shown.request)}`;
      const say = (problem: string) => this.findings.push({ case: name, problem });
      for (const key of leaked(text, this.#secrets))
        say(`the secret ${key} is in a place that the fixture does not show`);
      if (!this.example.quirk && /\[object Object\]|\bundefined\b|\bNaN\b/.test(text))
        say(`a value was lost: ${text.slice(0, 300)}`);
      if (text.includes('s3cr3t.')) say('a secret of unknown origin');
      if (request.url.startsWith('http://')) say(`plain HTTP: ${request.url}`);
      return shown;
    });
  }

  async one(one: ContractCase): Promise<RecordedCase> {
    this.edge.answerWith(this.#answer);
    const outcome = await this.#run(one, [one.event]);
    const { case: name, action, ...rest } = this.#recorded(one, one.name, outcome);
    return { case: name, action, ...(one.filled.length > 0 ? { filled: one.filled } : {}), ...rest };
  }

  #recorded({ actionSlug }: ContractCase, name: string, outcome: RequestRun): RecordedCase {
    const refused = refusal(outcome);
    const requests = this.#readable(name, this.edge.take());
    return { case: name, action: actionSlug, ...(refused === undefined ? {} : { refused }), requests };
  }

  /** The case with batching turned on, or null when its action goes one by one. */
  batched(one: ContractCase): ContractCase | null {
    const size = this.destination.actions
      .find(({ slug }) => slug === one.actionSlug)
      ?.fields.find(({ key }) => key === 'batch_size');
    const mapping = { ...one.mapping, enable_batching: true, batch_size: Math.max(10, size?.minimum ?? 0) };
    const plan = batchPlan(actionsCore(), this.found.definition, one.actionSlug, mapping);
    return plan && { ...one, name: `${one.name}, two at once`, mapping };
  }

  /** Two events in one run. */
  async batch(one: ContractCase): Promise<RecordedCase> {
    this.edge.answerWith(this.#answer);
    return this.#recorded(one, one.name, await this.#run(one, pair(one.event)));
  }

  /** How the event ends when every request is answered with `status`; `batch`: of a run of two, both. */
  async answered(one: ContractCase, status: number, batch: boolean): Promise<string> {
    const headers: Record<string, string> = status === 429 ? { 'retry-after': String(RETRY_AFTER) } : {};
    this.edge.answerWith(() => ({ status, headers, body: { message: 'no' } }));
    const { results } = await this.#run(one, batch ? pair(one.event) : [one.event]);
    this.edge.take();
    return [...new Set(results.map(described))].join(', ');
  }
}

async function recordAnswers(recorder: Recorder, cases: ContractCase[], batch: boolean): Promise<Recording['answers']> {
  const answers: Recording['answers'] = {};
  for (const status of [401, 429, 500]) {
    const byAction: Record<string, string> = {};
    for (const one of cases) byAction[one.actionSlug] = await recorder.answered(one, status, batch);
    const [first = 'nothing', ...others] = new Set(Object.values(byAction));
    answers[status] = others.length === 0 ? first : byAction;
  }
  return answers;
}

/** Runs every case of `destination` with the real executor and writes down what arrives at the edge. */
export async function recordDestination(
  edge: Edge,
  destination: DestinationMetadata,
  example: Example,
  compile: CompileTrigger,
): Promise<{ recording: Recording; findings: Finding[] }> {
  edge.take();
  const found = await loadedDefinition(destination.type);
  if (!found) throw new Error(`There is no code for ${destination.type}.`);
  const recorder = new Recorder(edge, destination, found, example);
  for (const name of untried(destination, example, compile))
    recorder.findings.push({ case: name, problem: 'no canonical event matches its trigger' });
  const cases: RecordedCase[] = [];
  const sent = new Map<string, ContractCase>();
  for (const one of contractCases(destination, example, compile)) {
    const recorded = await recorder.one(one);
    cases.push(recorded);
    if (recorded.refused === undefined && recorded.requests.length > 0 && !sent.has(one.actionSlug))
      sent.set(one.actionSlug, one);
  }
  const batched = [...sent.values()].flatMap((one) => recorder.batched(one) ?? []);
  const batches: RecordedCase[] = [];
  for (const one of batched) batches.push(await recorder.batch(one));
  const recording = {
    type: destination.type,
    settings: await recorder.settings(),
    cases,
    ...(batches.length > 0 ? { batches } : {}),
    answers: await recordAnswers(recorder, [...sent.values()], false),
    ...(batched.length > 0 ? { batchAnswers: await recordAnswers(recorder, batched, true) } : {}),
  };
  return { recording, findings: recorder.findings };
}
