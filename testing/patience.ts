import { vi } from 'vitest';

/** How long a test waits for what it expects. No guarantee of ours is about this time: a machine that does other things too is slow. */
const PATIENCE_MS = 60_000;

// Setup file of every test: `vi.waitFor` would give up after a second. `expect.poll` has its time from vitest.config.ts.
const { waitFor } = vi;
vi.waitFor = (callback, options = {}) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
