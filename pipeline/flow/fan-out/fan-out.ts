import { setTimeout as pause } from 'node:timers/promises';
import { backoffDelay } from '@/platform/backoff';
import { systemClock, type Clock } from '@/platform/clock';
import type { Logger } from '@/platform/logger';
import { hasUnread } from '@/storage/events/follow/follow-log';
import { createFollowPool } from '@/storage/events/follow/follow-log-pool';
import { readAnnouncements } from '@/storage/events/read-announcements';
import type { HandOver } from '../delivery-hand-over';
import { FanOutMemory } from './fan-out-memory';
import { gatherMs, Pace } from './fan-out-pace';
import { FAN_OUT_CONSUMER, fanOutSlice } from './fan-out-slice';
import { createStallWatch, prepareFollower } from './fan-out-watch';

/** A running follower of the log. */
export interface FanOut {
  /** Finishes the slice it is at, then stops. */
  stop(): Promise<void>;
  health(): { ok: boolean; detail: string };
}

/** What fan-out is started with. */
export interface FanOutOptions {
  log: Logger;
  clock?: Clock;
  /** The delivery worker of this process, if there is one. */
  handOver?: HandOver;
}

/** Look at the log at least this often, even when nothing is announced. */
const POLL_MS = 200;
/** First look after a slice; then ever later, up to POLL_MS. */
const EAGER_MS = 5;
const RETRY = { baseMs: 100, maxMs: 2000 };
/** Without success for this long, fan-out is reported as broken. */
const UNHEALTHY_AFTER_MS = 10_000;

/** Waits that a call can cut short, also one that comes just before the wait begins. */
function createAlarm() {
  let rung = false;
  let finish: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      finish?.();
    },
    wait(ms: number): Promise<void> {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          finish = null;
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, ms);
        if (rung) done();
        else finish = done;
      });
    },
  };
}

/**
 * Follows the event log and decides, for every accepted event, where it goes: a delivery per destination that wants it, a
 * visible end at every other. Any number of processes may run it against one database; they take turns. It survives
 * restarts of the database and never loses, repeats or skips an event.
 */
export function startFanOut({ log, clock = systemClock, handOver }: FanOutOptions): FanOut {
  const pool = createFollowPool();
  const alarm = createAlarm();
  const pace = new Pace();
  const memory = new FanOutMemory();
  const stall = createStallWatch(pool, FAN_OUT_CONSUMER, log);
  let stopping = false;
  let failures = 0;
  let lastSuccess = Date.now();
  let lastError = '';

  const listening = readAnnouncements({
    onSource: () => alarm.ring(),
    onListening: () => alarm.ring(),
    onError: (error) => log.debug('fan-out cannot listen for events at the moment; it polls', { error }),
  });

  /** One look at the log. @returns how long to wait before the next, in milliseconds. */
  async function look(idle: { rounds: number }): Promise<number> {
    if (idle.rounds > 0 && !(await hasUnread(pool, FAN_OUT_CONSUMER))) {
      idle.rounds += 1;
      await stall.look();
    } else {
      const started = performance.now();
      const read = await fanOutSlice({ pool, log, clock, memory, handOver, ...pace.next() });
      if (read === 'elsewhere') idle.rounds = Math.max(4, idle.rounds);
      else idle.rounds = read > 0 ? 0 : idle.rounds + 1;
      if (read !== 'elsewhere') pace.succeeded();
      if (read !== 'elsewhere' && read > 0) {
        const rest = gatherMs(read, performance.now() - started);
        if (rest > 0) await pause(rest); // that events are announced does not end it
        return 0;
      }
    }
    return Math.min(POLL_MS, EAGER_MS * 2 ** Math.min(idle.rounds, 10));
  }

  async function run(): Promise<void> {
    const idle = { rounds: 0 };
    let prepared = false;
    while (!stopping) {
      let wait: number;
      try {
        if (!prepared) await prepareFollower(pool, FAN_OUT_CONSUMER, log);
        prepared = true;
        wait = await look(idle);
        if (failures > 0) log.info('fan-out works again', { failures });
        failures = 0;
        lastSuccess = Date.now();
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error);
        if (pace.failed(error)) {
          wait = 0;
        } else {
          failures += 1;
          prepared = false; // who knows what happened to the database meanwhile
          if (failures === 1) log.error('fan-out failed; nothing is lost, it tries again', { error });
          wait = backoffDelay(failures, RETRY);
        }
      }
      if (wait > 0 && !stopping) await alarm.wait(wait);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping = true;
      alarm.ring();
      await running;
      await Promise.all([listening.close(), pool.end()]);
    },
    health() {
      if (failures > 0 && Date.now() - lastSuccess > UNHEALTHY_AFTER_MS)
        return { ok: false, detail: `cannot follow the event log: ${lastError}` };
      if (stall.report() !== '') return { ok: false, detail: stall.report() };
      return { ok: true, detail: failures > 0 ? `trying again: ${lastError}` : 'following the event log' };
    },
  };
}
