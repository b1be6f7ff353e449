import type { IngestLogState } from '../ingest/ingest-log';

/** A refusal this fresh says that the spool cannot take events now. */
const REFUSAL_MS = 5000;
const MIB = 1024 * 1024;

interface PartHealth {
  ok: boolean;
  detail: string;
}

/** Whether events are accepted: into the log, or into the spool while the log does not take them. */
export function doorHealth(state: IngestLogState, unknownKeyEvents: number): PartHealth {
  const facts = [`${state.held} events waiting`, `${unknownKeyEvents} events with unknown write keys`];
  if (!state.away) return { ok: true, detail: facts.join('; ') };
  const why = `PostgreSQL does not take events (${state.failure ?? 'no answer'})`;
  const refuses = refusesNow(state);
  const what = refuses
    ? 'events are refused, because the local spool cannot take them'
    : 'events go to the local spool';
  return { ok: !refuses, detail: [`${why}; ${what}`, ...facts].join('; ') };
}

/** What waits in local files. Well while it is empty, or drains, or PostgreSQL is known to be away. */
export function spoolHealth({ spool, away }: IngestLogState): PartHealth {
  const trouble = troubleOf(spool);
  if (spool.events === 0 && spool.bytes === 0) return { ok: trouble === null, detail: trouble ?? 'empty' };
  const seconds = spool.oldestAt === null ? 0 : Math.max(0, Math.round((Date.now() - spool.oldestAt) / 1000));
  const size = `${spool.events} events, ${(spool.bytes / MIB).toFixed(1)} MiB, the oldest ${seconds} s old`;
  const pace = away ? 'they wait for PostgreSQL' : `${spool.drainRate} a second go into PostgreSQL`;
  return { ok: trouble === null, detail: [trouble, size, pace].filter((fact) => fact !== null).join('; ') };
}

function troubleOf(spool: IngestLogState['spool']): string | null {
  if (spool.refusedAt !== null && Date.now() - spool.refusedAt < REFUSAL_MS) {
    return 'it is full, or the disk is, or the disk failed: events that do not fit into PostgreSQL are refused';
  }
  if (spool.damaged > 0) return 'a file was damaged; what could be read of it went on, the file is in spool/set-aside';
  if (spool.setAside > 0) return `${spool.setAside} records could not be appended; they are in spool/set-aside`;
  return null;
}

function refusesNow({ spool }: IngestLogState): boolean {
  return spool.refusedAt !== null && Date.now() - spool.refusedAt < REFUSAL_MS;
}
