import type { z } from 'zod';
import type { EventTest } from '@/pipeline/flow/event-tester/event-test';
import { testEvent } from '@/pipeline/flow/event-tester/test-event';
import type { Json } from '@/spec/event';
import { readJson, type JsonProblem } from '@/spec/json-text';
import { db, pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { findDestination } from '@/storage/entities/destinations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { testEventSchema } from './event-tester.schema';
import { takeTestSend } from './take-test-send';
import { inWords, type EventTestView } from './test-view';

/** What came of a test: its story, or where the text is no JSON. */
export type TestedEvent = { problem: null; test: EventTestView } | { problem: JsonProblem; test: null };

const requestsOf = ({ mappings }: EventTest) =>
  mappings.reduce((sum, { run }) => sum + (run?.exchanges.length ?? 0), 0);

const asText = (value: Json | undefined) => (typeof value === 'string' ? value.slice(0, 200) : null);

/**
 * Puts one event on the way of real events to a destination. `dry` shows what would be sent, and whoever reads the
 * workspace may do it; `real` sends it, is for those who may edit destinations, has a rate limit, and leaves a line in
 * the audit log. Neither is stored or counted as an event (ADR 18). A text that is no JSON is answered in `problem`.
 * @throws ControlPlaneError `not_found`, `forbidden`, `invalid_input`, `rate_limited`, `precondition_failed` (a real send
 * to a destination that runs in browsers).
 */
export async function testDestinationEvent(ctx: Context, input: z.input<typeof testEventSchema>): Promise<TestedEvent> {
  authorize(ctx, input.mode === 'dry' ? 'workspace:read' : 'destinations:edit');
  const { destinationId, text, mode, subscriptionId } = parseInput(testEventSchema, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  const [config] = destination ? await loadDestinationConfigs(pool(), [destination.id]) : [];
  if (!destination || !config) throw notFound('destination');
  if (subscriptionId !== undefined && !config.subscriptions.some(({ id }) => id === subscriptionId))
    throw notFound('mapping');
  const read = readJson(text);
  if (!read.ok) return { problem: read.problem, test: null };
  const source = await requireSource(ctx, destination.sourceId);
  if (mode === 'real') await takeTestSend(ctx.workspace.id);
  const test = await testEvent({
    config,
    event: read.value,
    mode,
    subscriptionId,
    sourceEnabled: source.enabled,
    requestId: ctx.requestId,
  });
  if (mode === 'real' && test.device)
    throw new ControlPlaneError(
      'precondition_failed',
      'This destination runs in browsers; the server sends it nothing.',
    );
  if (mode === 'real' && requestsOf(test) > 0) {
    const { outcome, sent } = test;
    await transaction((tx) =>
      audit(tx, ctx, {
        type: 'Test Event Sent',
        resource: { type: 'destination', id: destination.id, name: destination.name },
        detail: {
          event: asText(sent?.event) ?? asText(sent?.name) ?? asText(sent?.type),
          messageId: asText(sent?.messageId),
          requests: requestsOf(test),
          outcome: outcome?.outcome ?? null,
          reason: outcome?.reason ?? null,
        },
      }),
    );
  }
  return { problem: null, test: inWords(test) };
}
