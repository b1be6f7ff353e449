import { pool } from '@/storage/client';
import { loadDestinationConfigs, type DestinationConfig } from '@/storage/deliveries/destination-config';
import { targetOf, type Target } from '../deliver/target';

/** A change of settings takes effect after at most this long. */
const KEEP_MS = 1000;
/** A destination that nothing was asked of for this long is forgotten. */
const FORGET_MS = 60_000;

interface Kept {
  target: Promise<Target>;
  until: number;
  /** What the target was made of; the same makes the same target. */
  made: { from: string; target: Target } | null;
}

/** Destinations ready to be delivered to, read at most once a second each and made again only when they changed. */
export class DeliveryTargets {
  private readonly kept = new Map<string, Kept>();

  get(destinationId: string, now: number): Promise<Target> {
    const found = this.kept.get(destinationId);
    if (found && found.until > now) return found.target;
    const kept: Kept = {
      target: this.load(destinationId, () => kept),
      until: now + KEEP_MS,
      made: found?.made ?? null,
    };
    this.kept.set(destinationId, kept);
    kept.target.catch(() => {
      if (this.kept.get(destinationId) === kept) this.kept.delete(destinationId);
    });
    return kept.target;
  }

  /** Forgets what is long out of date. */
  sweep(now: number): void {
    for (const [id, { until }] of this.kept) if (until + FORGET_MS <= now) this.kept.delete(id);
  }

  private async load(destinationId: string, keptOf: () => Kept): Promise<Target> {
    const [config] = await loadDestinationConfigs(pool(), [destinationId]);
    const from = fingerprint(config);
    const kept = keptOf();
    if (kept.made?.from === from) return kept.made.target;
    const target = await targetOf(config);
    kept.made = { from, target };
    return target;
  }
}

/** The configuration without what deliveries do not depend on. Secrets are in it as they are stored, sealed. */
function fingerprint(config: DestinationConfig | undefined): string {
  return config ? JSON.stringify({ ...config, filters: [] }) : 'deleted';
}
