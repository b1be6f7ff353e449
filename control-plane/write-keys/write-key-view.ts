import { can } from '../authorize';
import type { Context } from '../context';

/** A write key as callers see it. */
export interface WriteKeyView {
  id: string;
  /** The whole key; null for roles that may not see it. */
  key: string | null;
  /** First and last characters, so that people can tell keys apart: "hN3x…k3Qz". */
  masked: string;
  createdAt: Date;
  /** Null: never used. */
  lastUsedAt: Date | null;
  /** Null: no limit of its own. */
  eventsPerSecond: number | null;
}

/** Turns a row into what the actor may see of it. */
export function writeKeyView(
  ctx: Context,
  row: { id: string; key: string; createdAt: Date; lastUsedAt: Date | null; eventsPerSecond: number | null },
): WriteKeyView {
  return {
    id: row.id,
    key: can(ctx.actor.role, 'write-keys:read') ? row.key : null,
    masked: maskWriteKey(row.key),
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    eventsPerSecond: row.eventsPerSecond,
  };
}

/** First four and last four characters with an ellipsis between: too little to send events with. */
export function maskWriteKey(key: string): string {
  return `${key.slice(0, 4)}…${key.slice(-4)}`;
}
