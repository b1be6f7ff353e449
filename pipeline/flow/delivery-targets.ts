import { pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { targetOf, type Target } from '../deliver/target';

/** A change of settings takes effect after at most this long. */
const KEEP_MS = 1000;

/** Destinations ready to be delivered to, read at most once a second each. */
export class DeliveryTargets {
  private readonly kept = new Map<string, { target: Promise<Target>; until: number }>();

  get(destinationId: string, now: number): Promise<Target> {
    const found = this.kept.get(destinationId);
    if (found && found.until > now) return found.target;
    const target = loadDestinationConfigs(pool(), [destinationId]).then(([config]) => targetOf(config));
    this.kept.set(destinationId, { target, until: now + KEEP_MS });
    target.catch(() => this.kept.delete(destinationId));
    return target;
  }

  /** Forgets what is out of date. */
  sweep(now: number): void {
    for (const [id, { until }] of this.kept) if (until <= now) this.kept.delete(id);
  }
}
