import { setTimeout as wait } from 'node:timers/promises';
import { signalAll } from './database';
import { diskFull, writesFail } from './scenarios-disk';
import { again, type Scenario, type Stage } from './stage';

const PAUSE: [number, number] = [800, 3000];

/** PostgreSQL away for `work`. */
async function withoutDatabase({ house, say }: Stage, work: () => Promise<void>): Promise<void> {
  const { process: postgres } = house.database;
  if (!postgres) throw new Error('the product starts its own PostgreSQL again');
  say('PostgreSQL goes away');
  postgres.hold();
  await postgres.kill('SIGQUIT');
  try {
    await work();
  } finally {
    say('PostgreSQL comes back');
    postgres.release();
  }
}

/** At any moment, or right behind an answer: what that promised must be safe already. */
async function killServer({ house, random, say, acknowledged }: Stage): Promise<void> {
  const rightBehind = random.chance(0.7);
  say(rightBehind ? 'kill -9 server, right behind an answer' : 'kill -9 server');
  if (rightBehind) await acknowledged();
  await house.server.kill();
}

/** Mostly the next goes on only once the server listens again, so that it is not killed while it starts each time. */
async function killServerAgain(stage: Stage): Promise<void> {
  await killServer(stage);
  if (stage.random.chance(0.8)) await stage.house.doorOpen();
}

async function killWorker({ house, say }: Stage): Promise<void> {
  say('kill -9 worker');
  await house.worker.kill();
}

/** The postmaster, or one of its processes, which makes it end all others and recover. */
async function killPostgres({ house, random, say }: Stage): Promise<void> {
  const [postmaster, ...others] = house.database.pids();
  const victim = others.length > 0 && random.chance(0.4) ? random.pick(others as [number, ...number[]]) : postmaster;
  if (victim === undefined) return;
  say(`kill -9 ${victim === postmaster ? 'postmaster' : 'one process of PostgreSQL'}`);
  signalAll([victim], 'SIGKILL');
  await wait(50);
}

/** Who starts beside a PostgreSQL that hangs opens the door all the same, and takes events. */
async function freezeAndKill(stage: Stage): Promise<void> {
  const { house, seconds, say } = stage;
  say('PostgreSQL freezes');
  const pids = house.database.pids();
  signalAll(pids, 'SIGSTOP');
  try {
    await killServer(stage);
    await house.doorOpen();
    const answer = await fetch(`${house.url}/api/health/ingest`);
    if (answer.status !== 200) throw new Error(`the door does not take events: ${await answer.text()}`);
    if (house.database.pids()[0] !== pids[0]) throw new Error('the door waited for PostgreSQL');
    say('the door is open again');
    await wait(seconds * 1000);
  } finally {
    say('PostgreSQL thaws, if it is still the same');
    signalAll(pids.reverse(), 'SIGCONT');
  }
}

/** Every fault that can be played, with how long and against which door. */
export const SCENARIOS: Scenario[] = [
  {
    name: 'kill-server',
    about: 'kill -9 of the server at random moments, mostly right behind an answer',
    seconds: 20,
    door: 'restarts',
    requestsPerSecond: 120,
    run: (stage) => again(stage, PAUSE, () => killServerAgain(stage)),
  },
  {
    name: 'kill-worker',
    about: 'kill -9 of the worker at random moments',
    seconds: 20,
    door: 'open',
    run: (stage) => again(stage, PAUSE, () => killWorker(stage)),
  },
  {
    name: 'kill-postgres',
    about: 'kill -9 of the postmaster or of one of its processes at random moments',
    seconds: 20,
    door: 'open',
    run: (stage) => again(stage, PAUSE, () => killPostgres(stage)),
  },
  {
    name: 'kill-embedded-postgres',
    about: 'the same with the embedded PostgreSQL, which the product itself has to start again',
    seconds: 20,
    door: 'open',
    embedded: true,
    run: (stage) => again(stage, PAUSE, () => killPostgres(stage)),
  },
  {
    name: 'freeze-embedded-postgres',
    about:
      'the embedded PostgreSQL freezes, then the server is killed and starts again; it thaws after a minute or is replaced',
    seconds: 60,
    door: 'restarts',
    embedded: true,
    run: freezeAndKill,
  },
  {
    name: 'kill-anything',
    about: 'kill -9 of server, worker and PostgreSQL at random moments, also of two at once',
    seconds: 30,
    door: 'restarts',
    run: (stage) =>
      again(stage, PAUSE, async () => {
        const kills = [killServerAgain, killWorker, killPostgres] as const;
        await Promise.all([stage.random.pick(kills)(stage), stage.random.pick(kills)(stage)]);
      }),
  },
  {
    name: 'postgres-away',
    about: 'PostgreSQL stopped for a minute',
    seconds: 60,
    door: 'open',
    run: (stage) => withoutDatabase(stage, () => wait(stage.seconds * 1000)),
  },
  {
    name: 'kill-server-without-postgres',
    about: 'kill -9 of the server while its events can only go to the spool',
    seconds: 20,
    door: 'restarts',
    run: (stage) => withoutDatabase(stage, () => again(stage, PAUSE, () => killServerAgain(stage))),
  },
  {
    name: 'slow-postgres',
    about: 'PostgreSQL frozen for seconds (SIGSTOP), again and again',
    seconds: 30,
    door: 'open',
    run: (stage) =>
      again(stage, [1000, 3000], async () => {
        const { house, random, say } = stage;
        say('PostgreSQL freezes');
        const pids = house.database.pids();
        signalAll(pids, 'SIGSTOP');
        await wait(random.whole(1000, 6000));
        signalAll(pids.reverse(), 'SIGCONT');
      }),
  },
  {
    name: 'slow-disk',
    about: 'each fdatasync of the spool takes 400 ms longer, while PostgreSQL is away',
    seconds: 20,
    door: 'open',
    run: (stage) =>
      withoutDatabase(stage, async () => {
        stage.house.faults.set({ syncMs: 400 });
        await wait(stage.seconds * 1000);
        stage.house.faults.set({});
      }),
  },
  {
    name: 'clock-jump',
    about: 'the clock of server and worker jumps a day ahead, then an hour back, with PostgreSQL killed in between',
    seconds: 15,
    door: 'open',
    async run(stage) {
      const { house, seconds, say } = stage;
      for (const [hours, words] of [
        [24, 'a day ahead'],
        [-1, 'an hour behind'],
      ] as const) {
        say(`the clock jumps ${words}`);
        house.faults.set({ clockMs: hours * 3_600_000 });
        await wait((seconds * 1000) / 3);
        await killPostgres(stage);
      }
      await wait((seconds * 1000) / 3);
      say('the clock is right again');
      house.faults.set({});
    },
  },
  diskFull(withoutDatabase),
  writesFail(withoutDatabase),
];
