import { installation } from '@/platform/installation';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** What a source can choose between: the installation's own address first, then its regions. */
export interface RegionChoice {
  /** Null for the installation's own address. */
  name: string | null;
  origin: string;
}

/** The regions that the operator has configured; empty when there are none, and nothing to choose. */
export function listRegions(ctx: Context): RegionChoice[] {
  authorize(ctx, 'workspace:read');
  const { publicUrl, regions } = installation();
  return regions.length === 0 ? [] : [{ name: null, origin: publicUrl }, ...regions];
}
