/** The rollup grains: minute, hour and day, in the letters of the `grain` columns. */
export const GRAINS = ['m', 'h', 'd'] as const;
export type Grain = (typeof GRAINS)[number];

/** Length of a grain's bucket in milliseconds. */
export const GRAIN_MS: Record<Grain, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Start (UTC) of the bucket of `grain` that holds `at`. */
export function bucketStart(grain: Grain, at: Date): Date {
  return new Date(Math.floor(at.getTime() / GRAIN_MS[grain]) * GRAIN_MS[grain]);
}
