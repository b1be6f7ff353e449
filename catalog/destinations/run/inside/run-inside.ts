import type { JsonObject } from '@/spec/event';
import type { ActionResult } from '../../kit/action-result';
import { batchPlan, type BatchPlan } from '../../kit/batch-plan';
import { classifyError } from '../../kit/failure/classify-error';
import { actionsCore } from '../../kit/load-actions-core';
import type { EventRun, RunOptions, RunStep } from '../contract';
import { groupsOf } from './groups-of';
import { loadedDefinition, type LoadedDefinition } from './loaded-definition';
import { runBatch, type OnResult } from './run-batch';
import { runEvents } from './run-events';

/** How a run is made, and who hears of it. */
export interface InsideOptions extends Pick<RunOptions, 'rules' | 'dryRun' | 'exchanges'> {
  /** One request after the other. */
  serial: boolean;
  onStart: (indices: number[]) => void;
  onEvent: (index: number, run: EventRun) => void;
}

interface ReadyStep {
  step: RunStep;
  found: LoadedDefinition;
  plan: BatchPlan | null;
}

const UNREADABLE: ActionResult = {
  kind: 'final',
  reason: 'INTERNAL',
  status: null,
  message: 'The stored event could not be read.',
};
/** Steps in use are few: one per mapping. They hold secrets, so not more than needed are kept. */
const KEPT_STEPS = 200;
const kept = new Map<string, Promise<ReadyStep | null>>();

async function prepare(text: string): Promise<ReadyStep | null> {
  const step = JSON.parse(text) as RunStep;
  const found = await loadedDefinition(step.type);
  if (!found) return null;
  return { step, found, plan: batchPlan(actionsCore(), found.definition, step.actionSlug, step.mapping) };
}

function ready(text: string): Promise<ReadyStep | null> {
  const before = kept.get(text);
  if (before) return before;
  if (kept.size >= KEPT_STEPS) kept.clear();
  const made = prepare(text);
  kept.set(text, made);
  made.catch(() => kept.delete(text));
  return made;
}

function parse(text: string): JsonObject | null {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return null;
  }
}

const failed = (result: ActionResult): EventRun => ({ result, status: null, exchanges: [] });

/** Runs a step for events, both as JSON text, and tells of each event as soon as it has been run. Never throws. */
export async function runInside(stepText: string, texts: string[], options: InsideOptions): Promise<void> {
  const { onEvent } = options;
  const all = (result: ActionResult) => texts.forEach((_, index) => onEvent(index, failed(result)));
  let found: ReadyStep | null;
  try {
    found = await ready(stepText);
  } catch (error) {
    return all(classifyError(error, Date.now()));
  }
  if (!found) {
    const { type } = JSON.parse(stepText) as RunStep;
    const message = `There is no destination type "${type}".`;
    return all({ kind: 'final', reason: 'INVALID_SETTINGS', status: null, message });
  }
  const { step, found: definition, plan } = found;
  const events = texts.map(parse);
  const readable = events.flatMap((event, index) => {
    if (event) return [{ event, index }];
    onEvent(index, failed(UNREADABLE));
    return [];
  });
  const { rules, dryRun, exchanges: wanted } = options;
  const one = async (places: number[]) => {
    const members = places.flatMap((place) => readable[place] ?? []);
    options.onStart(members.map(({ index }) => index));
    const note: OnResult = (at, result, exchanges) => {
      const member = members[at];
      if (!member) return;
      const status = exchanges.at(-1)?.response?.status ?? null;
      const kept = wanted === 'failures' && result.kind === 'ok' ? [] : exchanges;
      onEvent(member.index, { result, status, exchanges: kept });
    };
    const sent = members.map(({ event }) => event);
    if (plan) return runBatch(definition, step, sent, { rules, dryRun }, note);
    const run = await runEvents(definition, step, sent, { rules, dryRun, batch: false });
    run.results.forEach((result, at) => note(at, result, run.exchanges));
  };
  const groups = groupsOf(
    readable.map(({ event }) => event),
    plan,
  );
  if (!options.serial) await Promise.all(groups.map(one));
  else for (const group of groups) await one(group);
}
