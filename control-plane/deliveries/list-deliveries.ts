import { z } from 'zod';
import { pool } from '@/storage/client';
import { countFailedDeliveries, listFailedDeliveries } from '@/storage/deliveries/again/list-failed-deliveries';
import {
  countWaitingDeliveries,
  listWaitingDeliveries,
  type ListPlace,
} from '@/storage/deliveries/again/list-waiting-deliveries';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { explainReason } from '../delivery-metrics/explain-reason';
import { selectionSchema } from './deliveries.schema';
import { MOST_PER_CLICK } from './most-per-click';
import { requireDestination } from './require-destination';

const inputSchema = selectionSchema.extend({
  state: z.enum(['waiting', 'failed'], 'One of waiting and failed.'),
  cursor: z.string().max(200).optional(),
});

/** One delivery that waits or failed for good. Times are ISO-8601. */
export interface DeliveryView {
  eventId: string;
  messageId: string;
  eventType: string;
  eventName: string | null;
  /** Null: it was not tried yet. */
  reason: string | null;
  reasonTitle: string | null;
  attempts: number;
  /** Began to wait, or failed. */
  at: string;
  /** Of one that waits: when it is tried next. */
  nextAt: string | null;
  /** Of one that failed: whether it can be sent again, soon will be, or is no longer in the event log. */
  again: 'possible' | 'asked' | 'gone' | null;
}

/** A page of deliveries. */
export interface DeliveryPage {
  items: DeliveryView[];
  next: string | null;
  /** How many match, counted up to one click's worth; `more`: there are more than that. */
  matching: number;
  more: boolean;
}

const PAGE = 25;

function readCursor(text: string): ListPlace {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(at) && /^\d{1,19}$/.test(id))
    return { at, id };
  const message = 'This is not a cursor of this list.';
  throw new ControlPlaneError('invalid_input', `cursor: ${message}`, { cursor: message });
}

const writeCursor = (at: string, id: string) => Buffer.from(`${at}|${id}`).toString('base64url');
const titled = (reason: string | null) => ({
  reason,
  reasonTitle: reason === null ? null : explainReason(reason).title,
});

/**
 * The deliveries of a destination that wait (the next ones first) or failed for good (the latest first), 25 at a time.
 * While the destination is held back, nothing is tried before its next single try.
 * @throws ControlPlaneError `not_found`, `invalid_input`.
 */
export async function listDeliveries(ctx: Context, input: z.input<typeof inputSchema>): Promise<DeliveryPage> {
  authorize(ctx, 'workspace:read');
  const { state, cursor, ...chosen } = parseInput(inputSchema, input);
  const after = cursor === undefined ? null : readCursor(cursor);
  await requireDestination(ctx, chosen.destinationId);
  const selection = { ...chosen, workspaceId: ctx.workspace.id };
  const most = MOST_PER_CLICK + 1;
  if (state === 'failed') {
    const [rows, count] = await Promise.all([
      listFailedDeliveries(pool(), selection, after, PAGE + 1),
      countFailedDeliveries(pool(), selection, most),
    ]);
    const last = rows[PAGE - 1];
    const items = rows
      .slice(0, PAGE)
      .map(({ eventId, messageId, eventType, eventName, attempts, ...row }): DeliveryView => ({
        ...{ eventId, messageId, eventType, eventName, attempts },
        ...titled(row.reason),
        at: row.failedAt.toISOString(),
        nextAt: null,
        again: row.asked ? 'asked' : row.kept ? 'possible' : 'gone',
      }));
    const next = rows.length > PAGE && last ? writeCursor(last.place, last.eventId) : null;
    return { items, next, matching: Math.min(count, MOST_PER_CLICK), more: count === most };
  }
  const [rows, count, [breaker]] = await Promise.all([
    listWaitingDeliveries(pool(), selection, after, PAGE + 1),
    countWaitingDeliveries(pool(), selection, most),
    readBreakers(pool(), ctx.workspace.id, [chosen.destinationId]),
  ]);
  const earliest = Math.max(
    breaker && breaker.state !== 'closed' ? breaker.nextProbeAt.getTime() : 0,
    breaker?.pausedUntil?.getTime() ?? 0,
  );
  const last = rows[PAGE - 1];
  const items = rows
    .slice(0, PAGE)
    .map(({ eventId, messageId, eventType, eventName, attempts, ...row }): DeliveryView => ({
      ...{ eventId, messageId, eventType, eventName, attempts },
      ...titled(row.reason),
      at: row.createdAt.toISOString(),
      nextAt: new Date(Math.max(row.nextAt.getTime(), earliest)).toISOString(),
      again: null,
    }));
  const next = rows.length > PAGE && last ? writeCursor(last.place, last.id) : null;
  return { items, next, matching: Math.min(count, MOST_PER_CLICK), more: count === most };
}
