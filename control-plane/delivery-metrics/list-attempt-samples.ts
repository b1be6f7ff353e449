import { z } from 'zod';
import type { Json } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readAttemptSamples } from '@/storage/metrics/read-attempt-samples';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';

/** One exchange kept as an example; `sent` and bodies are text as it was on the wire, secrets redacted. */
export interface AttemptSampleView {
  id: string;
  at: string;
  eventId: string;
  messageId: string;
  message: string;
  sent: string;
  request: Json;
  response: Json;
}

const inputSchema = z.object({ destinationId: z.string(), reason: z.string().max(200) });

/** "Up to 10 sample payloads for your most recent errors" (Segment). */
const SAMPLES = 10;

/** The newest exchanges with a destination that ended with `reason`, at most ten. @throws ControlPlaneError `not_found`. */
export async function listAttemptSamples(
  ctx: Context,
  input: z.input<typeof inputSchema>,
): Promise<{ items: AttemptSampleView[]; next: null }> {
  authorize(ctx, 'workspace:read');
  const { destinationId, reason } = parseInput(inputSchema, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const rows = await readAttemptSamples(pool(), ctx.workspace.id, destination.id, reason, SAMPLES);
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), next: null };
}
