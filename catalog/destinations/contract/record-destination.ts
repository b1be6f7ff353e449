import type { Json, JsonObject } from '@/spec/event';
import type { ActionResult } from '../kit/action-result';
import { createExecutor, type Executor, type RunOutcome } from '../kit/executor';
import type { AnyDefinition } from '../kit/describe-definition';
import type { DestinationMetadata } from '../kit/metadata';
import { contractCases, contractSettings, type CompileTrigger, type ContractCase } from './contract-cases';
import type { Edge, EdgeAnswer, EdgeRequest } from './edge/edge';
import type { Example } from './example';
import { leaked, readable, readableSettings, type ReadableRequest } from './readable';

/** What became of one canonical event: the requests it made, or why the definition refused it. */
export interface RecordedCase {
  case: string;
  action: string;
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
  return `${result.kind} ${result.reason}${wait}`;
}

const refusal = ({ results }: RunOutcome): string | undefined => {
  const failed = results.find((result) => result.kind !== 'ok');
  return failed && `${failed.reason}: ${failed.message}`;
};

/** Records one destination at the edge. */
class Recorder {
  readonly findings: Finding[] = [];
  readonly #executor: Executor;
  readonly #settings: JsonObject;
  readonly #secrets: Record<string, string>;

  constructor(
    private readonly edge: Edge,
    private readonly destination: DestinationMetadata,
    definition: AnyDefinition,
    private readonly example: Example,
  ) {
    this.#executor = createExecutor(definition);
    const { settings, secrets } = contractSettings(destination, example);
    this.#settings = settings;
    this.#secrets = secrets;
    const problem = this.#executor.settingsProblem(settings);
    if (problem) this.findings.push({ case: 'settings', problem });
  }

  #answer = (request: EdgeRequest): EdgeAnswer => {
    const line = `${request.method} ${request.url}`;
    const found = this.example.answers?.find(({ to }) => (typeof to === 'string' ? line.includes(to) : to.test(line)));
    return found ? { status: 200, ...found } : { status: 200 };
  };

  #step = ({ actionSlug, mapping }: ContractCase) => ({ actionSlug, mapping, settings: this.#settings });

  #readable(name: string, requests: EdgeRequest[]): ReadableRequest[] {
    return requests.map((request) => {
      const shown = readable(request, this.#secrets);
      const text = JSON.stringify(shown);
      const say = (problem: string) => this.findings.push({ case: name, problem });
      for (const key of leaked(text, this.#secrets))
        say(`the secret ${key} is in a place that the fixture does not show`);
      if (/\[object Object\]|\bundefined\b|\bNaN\b/.test(text)) say(`a value was lost: ${text.slice(0, 300)}`);
      if (text.includes('s3cr3t.')) say('a secret of unknown origin');
      if (request.url.startsWith('http://') && !this.example.plainHttp) say(`plain HTTP: ${request.url}`);
      return shown;
    });
  }

  async one(one: ContractCase): Promise<RecordedCase> {
    this.edge.answerWith(this.#answer);
    const outcome = await this.#executor.runOne(this.#step(one), one.event, RULES);
    return this.#recorded(one, one.name, outcome);
  }

  #recorded({ actionSlug }: ContractCase, name: string, outcome: RunOutcome): RecordedCase {
    const refused = refusal(outcome);
    const requests = this.#readable(name, this.edge.take());
    return { case: name, action: actionSlug, ...(refused === undefined ? {} : { refused }), requests };
  }

  /** Two events in one run, or null when the action goes one by one. */
  async batch(one: ContractCase): Promise<RecordedCase | null> {
    const asked = { enable_batching: true, batch_size: 10 };
    const mapping = { ...one.mapping, ...asked };
    if (!this.#executor.batchPlan(one.actionSlug, mapping)) return null;
    this.edge.answerWith(this.#answer);
    const events = [one.event, { ...one.event, messageId: 'message-2', userId: 'user-2' }];
    const outcome = await this.#executor.runBatch(this.#step({ ...one, mapping }), events, RULES);
    return this.#recorded(one, `${one.name}, two at once`, outcome);
  }

  /** How the event ends when every request is answered with `status`. */
  async answered(one: ContractCase, status: number): Promise<string> {
    const headers: Record<string, string> = status === 429 ? { 'retry-after': String(RETRY_AFTER) } : {};
    this.edge.answerWith(() => ({ status, headers, body: { message: 'no' } }));
    const { results } = await this.#executor.runOne(this.#step(one), one.event, RULES);
    this.edge.take();
    return described(results[0]);
  }

  shownSettings = () => readableSettings(this.#settings, this.#secrets);
}

async function recordAnswers(recorder: Recorder, cases: ContractCase[]): Promise<Recording['answers']> {
  const answers: Recording['answers'] = {};
  for (const status of [401, 429, 500]) {
    const byAction: Record<string, string> = {};
    for (const one of cases) byAction[one.actionSlug] = await recorder.answered(one, status);
    const [first = 'nothing', ...others] = new Set(Object.values(byAction));
    answers[status] = others.length === 0 ? first : byAction;
  }
  return answers;
}

/** Runs every case of `destination` with the real executor and writes down what arrives at the edge. */
export async function recordDestination(
  edge: Edge,
  destination: DestinationMetadata,
  definition: AnyDefinition,
  example: Example,
  compile: CompileTrigger,
): Promise<{ recording: Recording; findings: Finding[] }> {
  edge.take();
  const recorder = new Recorder(edge, destination, definition, example);
  const cases: RecordedCase[] = [];
  const sent = new Map<string, ContractCase>();
  for (const one of contractCases(destination, example, compile)) {
    const recorded = await recorder.one(one);
    cases.push(recorded);
    if (recorded.refused === undefined && recorded.requests.length > 0 && !sent.has(one.actionSlug))
      sent.set(one.actionSlug, one);
  }
  const batches: RecordedCase[] = [];
  for (const one of sent.values()) {
    const recorded = await recorder.batch(one);
    if (recorded) batches.push(recorded);
  }
  const recording = {
    type: destination.type,
    settings: recorder.shownSettings(),
    cases,
    ...(batches.length > 0 ? { batches } : {}),
    answers: await recordAnswers(recorder, [...sent.values()]),
  };
  return { recording, findings: recorder.findings };
}
