// CPU time and memory of the product's processes, from /proc (Linux; elsewhere they are left out).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const TICK_US = 10_000;

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Parent and CPU time (µs) of a process; `reaped` is that of its children that have ended. */
function stat(pid) {
  const text = read(pid, 'stat');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return { parent: fields[1], cpu: (fields[11] + fields[12]) * TICK_US, reaped: (fields[13] + fields[14]) * TICK_US };
}

/** The port and process of the embedded PostgreSQL on a data folder. */
export function postmaster(dataDir) {
  const lines = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** The process ids of server, worker and PostgreSQL of a product started from `starter`. */
function pidsOf(starter, dataDir) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) parents.set(Number(name), stat(name).parent);
  const isBelow = (pid, top) =>
    pid === top || (parents.has(pid) && parents.get(pid) > 1 && isBelow(parents.get(pid), top));
  const database = postmaster(dataDir).pid;
  const pids = { server: [], worker: [], postgres: [] };
  for (const pid of parents.keys()) {
    if (isBelow(pid, database)) pids.postgres.push(pid);
    else if (isBelow(pid, starter)) pids[/worker/.test(read(pid, 'cmdline')) ? 'worker' : 'server'].push(pid);
  }
  return { ...pids, database };
}

/** Microseconds of CPU that each part has used so far. */
export function cpuTimes(starter, dataDir) {
  if (!existsSync('/proc/self/stat')) return null;
  const { server, worker, postgres, database } = pidsOf(starter, dataDir);
  const sum = (pids) => pids.reduce((total, pid) => total + (stat(pid).cpu || 0), 0);
  return { server: sum(server), worker: sum(worker), postgres: sum(postgres) + stat(database).reaped };
}

/** What each part used between two samples, in µs per event. */
export function cpuPerEvent(before, after, events) {
  if (!before || !after || events === 0) return null;
  const per = (part) => Number(((after[part] - before[part]) / events).toFixed(1));
  return { server: per('server'), worker: per('worker'), postgres: per('postgres') };
}

/** Resident memory in MB; of PostgreSQL what its processes have of their own, and what they share once. */
export function memoryMb(starter, dataDir) {
  const field = (pid, name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(pid, 'status'))?.[1] ?? 0) / 1024;
  const { server, worker, postgres } = pidsOf(starter, dataDir);
  const sum = (pids, name) => pids.reduce((total, pid) => total + field(pid, name), 0);
  const shared = Math.max(0, ...postgres.map((pid) => field(pid, 'RssShmem')));
  const round = (value) => Math.round(value * 10) / 10;
  return {
    server: round(sum(server, 'VmRSS')),
    worker: round(sum(worker, 'VmRSS')),
    postgres: round(sum(postgres, 'RssAnon') + shared),
  };
}
