import type { JsonObject } from '@/spec/event';
import type { ActionResult } from '../../kit/action-result';
import { batchPlan } from '../../kit/batch-plan';
import { classifyError } from '../../kit/classify-error';
import { actionsCore } from '../../kit/load-actions-core';
import type { DestinationRuns, EventRun, RunOptions, RunStep } from '../contract';
import { fetchChoices, freshTokens, tryCredentials } from './ask-vendor';
import { checkedSettings } from './checked-settings';
import { groupsOf } from './groups-of';
import { loadedDefinition, type LoadedDefinition } from './loaded-definition';
import { previewMapping } from './preview-mapping';
import { runEvents } from './run-events';

const unknownType = (type: string) => `There is no destination type "${type}".`;

async function run(step: RunStep, events: JsonObject[], options: RunOptions = {}): Promise<EventRun[]> {
  const { rules, dryRun, onEvent } = options;
  const runs: EventRun[] = [];
  const note = (index: number, run: EventRun) => {
    runs[index] = run;
    onEvent?.(index, run);
  };
  const found = await loadedDefinition(step.type).catch((error: unknown) => error);
  if (found === null || !isLoaded(found)) {
    const result: ActionResult =
      found === null
        ? { kind: 'final', reason: 'INVALID_SETTINGS', status: null, message: unknownType(step.type) }
        : classifyError(found, Date.now());
    events.forEach((_, index) => note(index, { result, exchanges: [] }));
    return runs;
  }
  const plan = batchPlan(actionsCore(), found.definition, step.actionSlug, step.mapping);
  await Promise.all(
    groupsOf(events, plan).map(async (indices) => {
      const members = indices.map((index) => events[index] ?? {});
      const { results, exchanges } = await runEvents(found, step, members, { rules, dryRun, batch: plan !== null });
      indices.forEach((index, at) => {
        const result = results[at];
        if (result) note(index, { result, exchanges });
      });
    }),
  );
  return runs;
}

const isLoaded = (found: unknown): found is LoadedDefinition =>
  found !== null && typeof found === 'object' && 'destination' in found;

/** Runs definitions right here, in the process or thread of the caller. */
export function definitionRuns(): DestinationRuns {
  return {
    async settingsProblem(type, settings) {
      try {
        const found = await loadedDefinition(type);
        if (!found) return unknownType(type);
        checkedSettings(found, settings);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    run,
    async preview(step, event) {
      const found = await loadedDefinition(step.type).catch(() => null);
      if (!found) return { payload: {}, problems: [{ path: '', message: unknownType(step.type) }] };
      return previewMapping(found, step, event);
    },
    async choices(step, fieldKey, asked) {
      const found = await loadedDefinition(step.type).catch(() => null);
      if (!found) return { choices: [], nextPage: null, problem: unknownType(step.type) };
      return fetchChoices(found, step, fieldKey, asked);
    },
    async testCredentials(type, settings) {
      const found = await loadedDefinition(type).catch(() => null);
      if (!found) return { ok: false, message: unknownType(type) };
      return tryCredentials(found, settings);
    },
    async refreshTokens(type, settings, tokens) {
      const found = await loadedDefinition(type).catch(() => null);
      if (!found) return { ok: false, final: true, message: unknownType(type) };
      return freshTokens(found, settings, tokens);
    },
    close: () => Promise.resolve(),
  };
}
