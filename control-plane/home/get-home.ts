import { latencyPercentile } from '@/pipeline/metrics/latency-percentile';
import { systemClock, type Clock } from '@/platform/clock';
import { pool } from '@/storage/client';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { bucketStart, GRAIN_MS } from '@/storage/metrics/grains';
import { readHomeDestinations, type HomeDestinationHour } from '@/storage/metrics/read-home-destinations';
import { readHomeFacts, type HomeFacts } from '@/storage/metrics/read-home-facts';
import { readHomeLatencies } from '@/storage/metrics/read-home-latencies';
import { readHomeProblems } from '@/storage/metrics/read-home-problems';
import { readHomeSources, type HomeSourceHour } from '@/storage/metrics/read-home-sources';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { viewBreaker, type BreakerView } from '../deliveries/breaker-view';
import { judgeTries, type DestinationHealth } from '../delivery-metrics/health/destination-health';
import { listDestinationHealth } from '../delivery-metrics/health/list-destination-health';
import { listAccountStates, type AccountState } from '../destination-oauth/list-account-states';
import { findProblems, type Problem } from './find-problems';

/** A source on Home: its last 24 hours. */
export interface HomeSource {
  id: string;
  name: string;
  type: string;
  enabled: boolean;
  received: number;
  rejected: number;
  /** Events accepted in each of the 24 hours, the current one last. */
  hours: number[];
}

/** A destination on Home: its last 24 hours. */
export interface HomeDestination {
  id: string;
  name: string;
  type: string;
  enabled: boolean;
  /** It fails too often or asked for patience, so it is not simply delivered to. */
  held: BreakerView['state'] | null;
  health: DestinationHealth;
  /** Its account must be connected by a person; null when that is not so. */
  account: AccountState | null;
  sourceName: string;
  delivered: number;
  failed: number;
  /** 95th percentile from receipt to delivery in milliseconds; null without deliveries. */
  p95Ms: number | null;
  /** Per hour the events delivered, the current one last. */
  hours: number[];
}

/** What Home shows: facts, the busiest sources and destinations, and what needs a person. */
export interface Home {
  facts: HomeFacts;
  sources: HomeSource[];
  destinations: HomeDestination[];
  problems: Problem[];
}

/** Sources and destinations on Home; the lists have the rest. */
const MOST = 8;
const HOURS = 24;

/** The state of a workspace at a glance, from rollups: the last 23 whole hours and the current one. */
export async function getHome(ctx: Context, clock: Clock = systemClock): Promise<Home> {
  authorize(ctx, 'workspace:read');
  const now = clock.now();
  const from = new Date(bucketStart('h', now).getTime() - (HOURS - 1) * GRAIN_MS.h);
  const [facts, sourceHours, destinationHours, problemRows] = await Promise.all([
    readHomeFacts(pool(), ctx.workspace.id, from),
    readHomeSources(pool(), ctx.workspace.id, from, MOST),
    readHomeDestinations(pool(), ctx.workspace.id, from, MOST),
    readHomeProblems(pool(), ctx.workspace.id, from),
  ]);
  const destinations = groupDestinations(destinationHours, from);
  const latencies = await readHomeLatencies(
    pool(),
    destinations.map(({ id }) => id),
    from,
  );
  const breakers = await readBreakers(
    pool(),
    ctx.workspace.id,
    destinations.map(({ id }) => id),
  );
  const failing = problemRows.flatMap(({ destinationId }) => (destinationId === '' ? [] : [destinationId]));
  const judged = [...new Set([...destinations.map(({ id }) => id), ...failing])];
  const [accounts, health] = await Promise.all([
    listAccountStates(ctx, { destinations }),
    listDestinationHealth(ctx, { destinationIds: judged }, clock),
  ]);
  for (const destination of destinations) {
    destination.account = accounts[destination.id] ?? null;
    destination.health = health[destination.id] ?? judgeTries(undefined);
    const breaker = breakers.find(({ destinationId }) => destinationId === destination.id);
    destination.held = breaker ? viewBreaker(breaker).state : null;
    const own = latencies.filter(({ destinationId }) => destinationId === destination.id);
    destination.p95Ms = latencyPercentile(own, 0.95);
  }
  return {
    facts,
    sources: groupSources(sourceHours, from),
    destinations,
    problems: findProblems(problemRows, now, health),
  };
}

function place(hours: number[], hour: Date | null, from: Date, count: number): void {
  if (hour) hours[Math.round((hour.getTime() - from.getTime()) / GRAIN_MS.h)] = count;
}

const noHours = () => Array.from({ length: HOURS }, () => 0);

function groupSources(rows: HomeSourceHour[], from: Date): HomeSource[] {
  const sources = new Map<string, HomeSource>();
  for (const { id, name, type, enabled, hour, received, rejected } of rows) {
    const source = sources.get(id) ?? { id, name, type, enabled, received: 0, rejected: 0, hours: noHours() };
    source.received += received;
    source.rejected += rejected;
    place(source.hours, hour, from, received);
    sources.set(id, source);
  }
  return [...sources.values()];
}

function groupDestinations(rows: HomeDestinationHour[], from: Date): HomeDestination[] {
  const destinations = new Map<string, HomeDestination>();
  for (const { hour, delivered, failed, ...rest } of rows) {
    const destination = destinations.get(rest.id) ?? {
      ...rest,
      held: null,
      health: judgeTries(undefined),
      account: null,
      delivered: 0,
      failed: 0,
      p95Ms: null,
      hours: noHours(),
    };
    destination.delivered += delivered;
    destination.failed += failed;
    place(destination.hours, hour, from, delivered);
    destinations.set(rest.id, destination);
  }
  return [...destinations.values()];
}
