import { createLogger } from '@/platform/logger';
import { processState } from '@/platform/process-state';
import { pool } from '@/storage/client';
import { readAnnouncements } from '@/storage/events/read-announcements';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { createLiveHub, type LiveHub } from './live-hub';

/** How many events of a source the debugger shows. */
export const DEBUGGER_CAP = 500;

/** The one hub of this process, shared by our server and Next's bundles. */
export function hubOfProcess(): LiveHub {
  return processState('live-hub', () =>
    createLiveHub({
      log: createLogger('live'),
      listen: readAnnouncements,
      read: (workspaceId, sourceId, from) =>
        readNewestEvents(pool(), workspaceId, sourceId, { limit: DEBUGGER_CAP, from }),
    }),
  );
}
