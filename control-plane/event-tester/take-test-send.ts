import { systemClock } from '@/platform/clock';
import { pool } from '@/storage/client';
import { pruneTries, takeTry } from '@/storage/entities/sign-in-throttle';
import { ControlPlaneError } from '../errors';

/** Real sends of test events in a workspace. */
const RULE = { limit: 30, windowMs: 60_000 };

/** Counts one real send of a test event of a workspace, in any process. @throws ControlPlaneError `rate_limited` */
export async function takeTestSend(workspaceId: string, now: Date = systemClock.now()): Promise<void> {
  if (await takeTry(pool(), `event-test/workspace:${workspaceId}`, { ...RULE, now })) return;
  await pruneTries(pool(), now);
  throw new ControlPlaneError(
    'rate_limited',
    `A workspace sends at most ${RULE.limit} test events a minute. Wait a few seconds and send it again.`,
  );
}
