import { z } from 'zod';
import { compileFql } from '@/pipeline/filter/compile-fql';
import type { JsonObject } from '@/spec/event';
import { FqlError } from '@/spec/fql/fql-error';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readNewestEvents, type StoredEvent } from '@/storage/events/read-newest-events';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { notFound } from '../../errors';
import type { ConditionCheck } from '../../filters/check-condition';
import { parseInput } from '../../parse-input';

/** How many events of one name a trigger holds for. */
export interface TriedName {
  /** One of the six calls. */
  type: string;
  /** Of a track event, a page or a screen. */
  name: string | null;
  total: number;
  matched: number;
}

/** Which of a source's recent events a trigger holds for. */
export interface TriggerTrial {
  check: ConditionCheck;
  /** How many accepted events were looked at, at most 500. */
  total: number;
  matched: number;
  /** Among them, the most frequent name first; without matches while the trigger is not valid. At most 100 names. */
  names: TriedName[];
  /** Why it could not tell for some of them; such events do not run the mapping. */
  problem: string | null;
}

const inputSchema = z.object({ destinationId: z.string(), trigger: z.string().max(20_000) });

/** How many of the newest events are looked at. */
const TRIED = 500;
const MAX_NAMES = 100;

type Test = (event: JsonObject) => boolean;

function compiled(trigger: string): { check: ConditionCheck; test: Test } {
  try {
    return { check: { ok: true }, test: compileFql(trigger) };
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return { check: { ok: false, message: error.message, position: error.position }, test: () => false };
  }
}

function trial(events: StoredEvent[], { check, test }: ReturnType<typeof compiled>): TriggerTrial {
  const names = new Map<string, TriedName>();
  let problem: string | null = null;
  for (const { type, name, payload } of events) {
    const key = `${type} ${name ?? ''}`;
    const count = names.get(key) ?? { type, name, total: 0, matched: 0 };
    count.total += 1;
    try {
      if (test(JSON.parse(payload) as JsonObject)) count.matched += 1;
    } catch (error) {
      if (!(error instanceof FqlError)) throw error;
      problem ??= error.message;
    }
    names.set(key, count);
  }
  const counts = [...names.values()].sort((a, b) => b.total - a.total);
  const matched = counts.reduce((sum, count) => sum + count.matched, 0);
  return { check, total: events.length, matched, names: counts.slice(0, MAX_NAMES), problem };
}

/**
 * Asks a trigger about the newest 500 accepted events of the destination's source, with the code that the pipeline runs;
 * saves nothing. A text that is not FQL is answered in `check`, not thrown.
 * @throws ControlPlaneError `not_found`, `invalid_input`.
 */
export async function tryTrigger(ctx: Context, input: z.input<typeof inputSchema>): Promise<TriggerTrial> {
  authorize(ctx, 'workspace:read');
  const { destinationId, trigger } = parseInput(inputSchema, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const newest = await readNewestEvents(pool(), ctx.workspace.id, destination.sourceId, { limit: TRIED });
  const accepted = newest.events.filter((event) => event.outcome === 'successfully_received');
  return trial(accepted, compiled(trigger));
}
