import type { JsonObject } from '@/spec/event';
import type { DestinationRuns, EventRun, RunOptions, RunStep } from '../contract';
import type { Asked, ToChild } from '../child/messages';
import { PROCESS_LIMITS, type ProcessLimits } from './definition-process';
import { DEATHS, failPart, runPart, type Part } from './part';
import { Suspects } from './suspects';
import { ProcessHost } from './process-host';

const asText = (event: JsonObject | string) => (typeof event === 'string' ? event : JSON.stringify(event));

/** Runs definitions in processes. Tests choose narrower `limits`. */
export function isolatedRuns(limits: ProcessLimits = PROCESS_LIMITS): DestinationRuns {
  let ids = 0;
  const nextId = () => (ids += 1);
  const host = new ProcessHost(limits);
  const suspects = new Suspects(limits, nextId);
  // People at a form wait for nobody's deliveries, and their previews end no delivery's process.
  const forms = new ProcessHost(limits);

  async function run(step: RunStep, events: (JsonObject | string)[], options: RunOptions = {}): Promise<EventRun[]> {
    const runs: EventRun[] = [];
    if (events.length === 0) return runs;
    const { rules, dryRun, exchanges, onEvent } = options;
    const part: Part = {
      type: step.type,
      step: JSON.stringify(step),
      texts: events.map(asText),
      options: { rules, dryRun, exchanges },
      open: new Set(events.keys()),
      note: (index, one) => {
        runs[index] = one;
        onEvent?.(index, one);
      },
    };
    if (!suspects.knows(step.type)) {
      const { death } = await runPart(host, part, nextId(), { serial: false });
      if (death === 'CLOSED') failPart(part, death);
    }
    if (part.open.size > 0) await suspects.run(part);
    return runs;
  }

  function ask<M extends Asked>(
    method: M,
    args: Parameters<DestinationRuns[M]>,
    failed: (message: string) => Awaited<ReturnType<DestinationRuns[M]>>,
  ): ReturnType<DestinationRuns[M]> {
    type Answer = Awaited<ReturnType<DestinationRuns[M]>>;
    return new Promise<Answer>((resolve) => {
      forms.start({
        message: { kind: 'ask', id: nextId(), method, args } as ToChild,
        onMessage: () => undefined,
        onDone: (value, error) => resolve(error === null ? (value as Answer) : failed(error)),
        onDeath: (death) => resolve(failed(DEATHS[death].replace(' on this event', ''))),
      });
    }) as ReturnType<DestinationRuns[M]>;
  }

  return {
    run,
    // A check that broke down says nothing about the settings; the run itself will.
    settingsProblem: (...args) => ask('settingsProblem', args, () => null),
    preview: (...args) => ask('preview', args, (message) => ({ payload: {}, problems: [{ path: '', message }] })),
    // A check that broke down says nothing about the mapping; the run itself will.
    mappingProblems: (...args) => ask('mappingProblems', args, () => []),
    choices: (...args) => ask('choices', args, (problem) => ({ choices: [], nextPage: null, problem })),
    testCredentials: (...args) => ask('testCredentials', args, (message) => ({ ok: false, message })),
    refreshTokens: (...args) => ask('refreshTokens', args, (message) => ({ ok: false, final: false, message })),
    close() {
      host.close();
      forms.close();
      suspects.close();
      return Promise.resolve();
    },
  };
}
