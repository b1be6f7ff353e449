import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { enqueueDeliveries, type NewDelivery } from '@/storage/deliveries/enqueue-deliveries';
import type { Sql } from '@/storage/client';
import type { HandOver, Reserved } from '../delivery-hand-over';

/** What of one slice is handed over to the delivery worker of this process: reserved, enqueued, and started once committed. */
export class Handing {
  /** Deliveries that wait in the queue for whoever claims them. */
  left = 0;
  private readonly reserved = new Map<string, { room: Reserved; free: number; ready: ClaimedDelivery[] }>();

  constructor(private readonly handOver: HandOver | undefined) {}

  /** Asks for room for as many of these as may be. */
  reserve(deliveries: NewDelivery[]): void {
    if (!this.handOver) return;
    const counts = new Map<string, number>();
    for (const { destinationId } of deliveries) counts.set(destinationId, (counts.get(destinationId) ?? 0) + 1);
    for (const [destinationId, count] of counts) {
      const room = this.handOver.reserve(destinationId, count);
      if (room) this.reserved.set(destinationId, { room, free: room.count, ready: [] });
    }
  }

  /** Puts deliveries into the queue: those for which there is room leased, the eldest first. */
  async enqueue(sql: Sql, rows: NewDelivery[], payloadOf: ReadonlyMap<string, string | null>): Promise<void> {
    for (const row of rows) {
      const place = this.reserved.get(row.destinationId);
      if (place && place.free > 0) {
        place.free -= 1;
        row.leaseMs = this.handOver?.leaseMs;
      } else this.left += 1;
    }
    const { createdAt, idOf } = await enqueueDeliveries(sql, rows);
    for (const row of rows) {
      const id = row.leaseMs === undefined ? undefined : idOf(row.eventId, row.destinationId);
      if (id === undefined) continue;
      const { workspaceId, sourceId, destinationId, eventId, messageId, eventType, eventReceivedAt } = row;
      const about = { workspaceId, sourceId, destinationId, eventId, messageId, eventType, eventReceivedAt };
      const { subscriptionIds } = row;
      const payload = row.payload ?? payloadOf.get(eventId) ?? null;
      const untried = { handedOver: true, attempt: 1, doneSubscriptions: [], lastReason: null, earlierAttempts: 0 };
      this.reserved.get(destinationId)?.ready.push({ id, ...about, subscriptionIds, createdAt, payload, ...untried });
    }
  }

  /** Starts what is leased; call it once that is committed. */
  start(): void {
    for (const { room, ready } of this.reserved.values()) this.handOver?.start(room, ready);
    this.reserved.clear();
  }

  /** Gives back what was not started. */
  release(): void {
    for (const { room } of this.reserved.values()) this.handOver?.release(room);
    this.reserved.clear();
  }
}
