import { describe, expect, it, vi } from 'vitest';
import { GroupCommit, type FailureKind, type GroupCommitLimits } from './group-commit';

interface Flight {
  rows: number[];
  land: () => void;
  crash: (kind: FailureKind) => void;
}

/** A log whose appends the test ends by hand. */
function aLog(limits: Partial<GroupCommitLimits> = {}) {
  const flights: Flight[] = [];
  const commit = new GroupCommit<number>({
    limits: { maxWaitMs: 60_000, maxFlightMs: 60_000, ...limits },
    classify: (error) => (error as Error).message as FailureKind,
    onError: () => undefined,
    append: (rows) =>
      new Promise((resolve, reject) => {
        flights.push({ rows, land: resolve, crash: (kind) => reject(new Error(kind)) });
      }),
  });
  const flight = async (n: number): Promise<Flight> => {
    await vi.waitFor(() => expect(flights.length).toBeGreaterThan(n));
    return flights[n] as Flight;
  };
  return { commit, flights, flight };
}

describe('GroupCommit', () => {
  it('commits together what comes together, in its order', async () => {
    const { commit, flights, flight } = aLog({ eagerRows: 3, lingerMs: 60_000 });
    const adds = [1, 2, 3].map((row) => commit.add([row], 1));
    (await flight(0)).land();
    expect(await Promise.all(adds)).toEqual(['committed', 'committed', 'committed']);
    expect(flights.map(({ rows }) => rows)).toEqual([[1, 2, 3]]);
  });

  it('has no more appends in flight than it may, and sends what gathered meanwhile when one lands', async () => {
    const { commit, flights, flight } = aLog({ lingerMs: 0, gatherMs: 0, flights: 2 });
    const first = commit.add([1], 1);
    await flight(0);
    const second = commit.add([2], 1);
    await flight(1);
    const rest = [commit.add([3], 1), commit.add([4], 1)];
    expect(flights).toHaveLength(2);
    flights[0]?.land();
    expect((await flight(2)).rows).toEqual([3, 4]);
    flights[1]?.land();
    flights[2]?.land();
    expect(await Promise.all([first, second, ...rest])).toEqual(Array(4).fill('committed'));
  });

  it('does not wait for company once a group is large enough, and never splits one add', async () => {
    const { commit, flights, flight } = aLog({ groupRows: 3, eagerRows: 2, flights: 2, lingerMs: 60_000 });
    void commit.add([1, 2], 1);
    void commit.add([3, 4], 1);
    void commit.add([5, 6, 7, 8], 1);
    await flight(1);
    expect(flights.map(({ rows }) => rows)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    flights[0]?.land();
    expect((await flight(2)).rows).toEqual([5, 6, 7, 8]);
  });

  it('lets a few rows gather while an append is in flight, and sends them together when it lands', async () => {
    const { commit, flights, flight } = aLog({ lingerMs: 0, gatherMs: 60_000, eagerRows: 3, flights: 3 });
    void commit.add([1], 1);
    await flight(0);
    void commit.add([2], 1);
    void commit.add([3], 1);
    expect(flights).toHaveLength(1);
    flights[0]?.land();
    expect((await flight(1)).rows).toEqual([2, 3]);
    for (const row of [4, 5, 6]) void commit.add([row], 1);
    expect((await flight(2)).rows).toEqual([4, 5, 6]); // enough for a group of their own
  });

  it('does not let a few rows wait for an append that is stuck', async () => {
    const { commit, flight } = aLog({ lingerMs: 0, gatherMs: 5, flights: 2 });
    void commit.add([1], 1);
    await flight(0);
    const second = commit.add([2], 1);
    (await flight(1)).land();
    expect(await second).toBe('committed');
  });

  it('says full when rows or characters would pass the bound, but takes anything when it holds nothing', async () => {
    const { commit, flight } = aLog({ maxRows: 2, maxBytes: 10 });
    const large = commit.add([1, 2, 3], 50);
    expect(await commit.add([4], 1)).toBe('full');
    (await flight(0)).land();
    expect(await large).toBe('committed');
    const small = commit.add([5], 6);
    expect(await commit.add([6], 6)).toBe('full');
    (await flight(1)).land();
    expect(await small).toBe('committed');
  });

  it('refuses only the add whose data the database refuses', async () => {
    const { commit, flight } = aLog({ eagerRows: 2, lingerMs: 60_000 });
    const [good, bad] = [commit.add([1], 1), commit.add([2], 1)];
    (await flight(0)).crash('data');
    (await flight(1)).land();
    (await flight(2)).crash('data');
    expect([await good, await bad]).toEqual(['committed', 'rejected']);
  });

  it('tries again after a deadlock', async () => {
    const { commit, flight } = aLog();
    const add = commit.add([1], 1);
    (await flight(0)).crash('transient');
    (await flight(1)).land();
    expect(await add).toBe('committed');
  });

  it('tells everybody who waits when the database is away, and works again afterwards', async () => {
    const { commit, flight } = aLog({ flights: 1, lingerMs: 0 });
    const flying = commit.add([1], 1);
    await flight(0);
    const waiting = commit.add([2], 1);
    (await flight(0)).crash('connection');
    expect([await flying, await waiting]).toEqual(['doubtful', 'unavailable']);
    const after = commit.add([3], 1);
    (await flight(1)).land();
    expect(await after).toBe('committed');
    expect(commit.held).toBe(0);
  });

  it('lets nobody wait longer than the limit for an append to begin', async () => {
    const { commit, flight } = aLog({ flights: 1, lingerMs: 0, maxWaitMs: 20 });
    void commit.add([1], 1);
    await flight(0);
    expect(await commit.add([2], 1)).toBe('unavailable');
  });

  it('is drained once everything it held is committed or refused', async () => {
    const { commit, flight } = aLog();
    void commit.add([1], 1);
    let drained = false;
    const done = commit.drained().then(() => (drained = true));
    const first = await flight(0);
    expect(drained).toBe(false);
    first.land();
    await done;
  });
});
