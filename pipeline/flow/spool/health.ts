import type { IngestLogState } from '../ingest/ingest-log';

/** A refusal this fresh says that the spool cannot take events now, though there seems to be room: the disk fails. */
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

/** While PostgreSQL takes events, what waits this long and does not move is a fault. */
const STUCK_MS = 60_000;

/**
 * What waits in local files. Well unless they cannot take more, are for another database, or do not drain though PostgreSQL
 * takes events: while it is away, waiting is their purpose.
 */
export function spoolHealth(state: IngestLogState): PartHealth {
  const { spool, away } = state;
  const refuses = refusesNow(state);
  const old = spool.oldestAt !== null && Date.now() - spool.oldestAt > STUCK_MS;
  const stuck = !away && old && spool.drainRate === 0 && spool.drainFailure !== null;
  const ok = !refuses && !stuck && spool.foreignEvents === 0;
  const facts = !refuses
    ? []
    : ['full, or the disk is, or the disk failed: events that do not get into PostgreSQL are refused'];
  if (spool.bytes === 0) facts.push('empty');
  else {
    const seconds = spool.oldestAt === null ? 0 : Math.max(0, Math.round((Date.now() - spool.oldestAt) / 1000));
    facts.push(`${spool.events} events, ${mib(spool.bytes)}, the oldest ${seconds} s old`);
    if (spool.events > spool.foreignEvents)
      facts.push(away ? 'they wait for PostgreSQL' : `${spool.drainRate} a second go into PostgreSQL`);
  }
  if (spool.foreignEvents > 0) {
    facts.push(
      `${spool.foreignEvents} are for another database than DATABASE_URL names, and stay until it names theirs`,
    );
  }
  if (stuck) facts.push(`it does not drain: ${spool.drainFailure ?? ''}`);
  if (spool.asideBytes > 0) {
    const since = `${spool.setAside} records and ${spool.damaged} damaged places since the start of this process`;
    facts.push(
      `spool/set-aside holds ${mib(spool.asideBytes)} that could not be appended (${since}); it waits for you`,
    );
  }
  return { ok, detail: facts.join('; ') };
}

function mib(bytes: number): string {
  return bytes < MIB ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MIB).toFixed(1)} MiB`;
}

/** By the measure of room, so that a balancer that turned away does not come back before there is some. */
function refusesNow({ spool, away }: IngestLogState): boolean {
  if (away && !spool.hasRoom) return true;
  return spool.refusedAt !== null && Date.now() - spool.refusedAt < REFUSAL_MS;
}
