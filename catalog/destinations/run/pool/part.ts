import type { ActionResult } from '../../kit/action-result';
import type { EventRun, RunOptions } from '../contract';
import type { ToChild } from '../child/messages';
import type { Death } from './definition-process';
import type { ProcessHost } from './process-host';

/** The sentence for an event that ended a process. */
export const DEATHS: Record<Death, string> = {
  DEFINITION_CRASHED: 'The code of the destination crashed on this event.',
  ETIMEDOUT: 'The code of the destination did not come to an end on this event and was stopped.',
  OUT_OF_MEMORY: 'The code of the destination used too much memory on this event and was stopped.',
  CLOSED: 'Switchyard is shutting down.',
};

/** What an event ends with that ended a process, or that was in it when everything shut down. */
export function deathResult(death: Death): ActionResult {
  const base = { reason: death === 'CLOSED' ? 'INTERNAL' : death, status: null, message: DEATHS[death] };
  return death === 'CLOSED' ? { kind: 'retry', retryAfterMs: null, ...base } : { kind: 'final', ...base };
}

/** Part of a run: some of its events, by their places. */
export interface Part {
  type: string;
  step: string;
  texts: string[];
  options: Pick<RunOptions, 'rules' | 'dryRun' | 'exchanges'>;
  /** Places of the events that have no result yet. */
  open: Set<number>;
  note: (index: number, run: EventRun) => void;
}

/** Runs the open events of a part in a process of `host`; tells how it ended, and what was under way then. */
export function runPart(
  host: ProcessHost,
  part: Part,
  id: number,
  mode: { serial: boolean; announce?: boolean; places?: number[] },
): Promise<{ death: Death | null; starting: number[] }> {
  const places = mode.places ?? [...part.open];
  const events = places.map((place) => part.texts[place] ?? '');
  const message: ToChild = {
    kind: 'run',
    id,
    step: part.step,
    events,
    options: { ...part.options, serial: mode.serial, announce: mode.announce ?? mode.serial },
  };
  let starting: number[] = [];
  return new Promise((resolve) => {
    host.start({
      message,
      onMessage: (heard) => {
        const note = (index: number, run: EventRun) => {
          const place = places[index];
          if (place !== undefined && part.open.delete(place)) part.note(place, run);
        };
        if (heard.kind === 'starting') starting = heard.indices.map((index) => places[index] ?? -1);
        else if (heard.kind === 'event') note(heard.index, heard.run);
        else
          for (const index of heard.indices)
            note(index, { result: { kind: 'ok' }, status: heard.status, exchanges: [] });
      },
      onDone: (_, error) => {
        const result: ActionResult = {
          kind: 'retry',
          reason: 'INTERNAL',
          status: null,
          message: error ?? 'The event got no result.',
          retryAfterMs: null,
        };
        for (const place of places)
          if (part.open.delete(place)) part.note(place, { result, status: null, exchanges: [] });
        resolve({ death: null, starting: [] });
      },
      onDeath: (death) => resolve({ death, starting: starting.filter((place) => part.open.has(place)) }),
    });
  });
}

/** Ends the open events of `part`, or those at `places`, with what a process ended with. */
export function failPart(part: Part, death: Death, places: Iterable<number> = [...part.open]): void {
  for (const place of places)
    if (part.open.delete(place)) part.note(place, { result: deathResult(death), status: null, exchanges: [] });
}
