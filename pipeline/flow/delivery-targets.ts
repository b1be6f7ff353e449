import { pool } from '@/storage/client';
import { loadDestinationConfigs, type DestinationConfig } from '@/storage/deliveries/destination-config';
import { targetOf, type Target } from '../deliver/target';

/** A change of settings takes effect after at most this long. */
const KEEP_MS = 1000;
/** A target that is in use is read again when it is this old, so that none has to wait for it. */
const RENEW_MS = 500;
/** A destination that nothing was asked of for this long is forgotten. */
const FORGET_MS = 60_000;

/** What a target was made of, and until when it holds. The same configuration makes the same target. */
interface Made {
  from: string;
  target: Target;
  readAt: number;
}

interface Kept {
  made: Made | null;
  loading: { since: number; target: Promise<Target> } | null;
  askedAt: number;
}

/** Destinations ready to be delivered to, read at most once a second each and made again only when they changed. */
export class DeliveryTargets {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly load: typeof loadDestinationConfigs = loadDestinationConfigs) {}

  get(destinationId: string, now: number): Promise<Target> {
    const known = this.known(destinationId, now);
    if (known) return Promise.resolve(known);
    const kept = this.keep(destinationId, now);
    const { loading } = kept;
    return loading && now - loading.since < KEEP_MS ? loading.target : this.read(destinationId, kept, now);
  }

  /** The target as of now, whatever is known of it. */
  anew(destinationId: string, now: number): Promise<Target> {
    return this.read(destinationId, this.keep(destinationId, now), now);
  }

  /** The target as of less than a second ago, without waiting for anything; null when that is not known. */
  known(destinationId: string, now: number): Target | null {
    const kept = this.kept.get(destinationId);
    if (!kept?.made) return null;
    kept.askedAt = now;
    const age = now - kept.made.readAt;
    if (age >= RENEW_MS && !kept.loading) this.read(destinationId, kept, now).catch(() => undefined);
    return age < KEEP_MS ? kept.made.target : null;
  }

  /** Forgets what is long out of date. */
  sweep(now: number): void {
    for (const [id, { askedAt }] of this.kept) if (askedAt + FORGET_MS <= now) this.kept.delete(id);
  }

  private keep(destinationId: string, now: number): Kept {
    const kept = this.kept.get(destinationId) ?? { made: null, loading: null, askedAt: now };
    this.kept.set(destinationId, kept);
    return kept;
  }

  private read(destinationId: string, kept: Kept, readAt: number): Promise<Target> {
    const target = this.make(destinationId, kept, readAt).finally(() => {
      if (kept.loading?.target === target) kept.loading = null;
    });
    kept.loading = { since: readAt, target };
    return target;
  }

  private async make(destinationId: string, kept: Kept, readAt: number): Promise<Target> {
    const [config] = await this.load(pool(), [destinationId]);
    const from = fingerprint(config);
    const target = kept.made?.from === from ? kept.made.target : await targetOf(config);
    if (!kept.made || kept.made.readAt <= readAt) kept.made = { from, target, readAt };
    return target;
  }
}

/** The configuration without what deliveries do not depend on. Secrets are in it as they are stored, sealed. */
function fingerprint(config: DestinationConfig | undefined): string {
  return config ? JSON.stringify({ ...config, filters: [] }) : 'deleted';
}
