import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewRecord } from './record';
import { Spool } from './spool';
import { diskFiles, type SpoolFiles } from './spool-files';
import { readPart } from './spool-reader';

const MIB = 1024 * 1024;

function record(text: string): NewRecord {
  return { kind: 'rows', events: 1, body: Buffer.from(text) };
}

/** A spool on a folder of its own, or one that others had before. */
function aSpool(
  options: { root?: string; files?: Partial<SpoolFiles>; maxBytes?: number; segmentBytes?: number } = {},
) {
  const root = options.root ?? path.join(mkdtempSync(path.join(os.tmpdir(), 'switchyard-spool-')), 'spool');
  const errors: string[] = [];
  const spool = new Spool({
    files: { ...diskFiles, ...options.files },
    root,
    maxBytes: options.maxBytes ?? 100 * MIB,
    onError: (what) => errors.push(what),
    segmentBytes: options.segmentBytes,
    graceMs: 1,
  });
  onTestFinished(() => spool.close().catch(() => undefined));
  return { spool, root, errors };
}

/** Reads a spool to its end as the drain does, and lets go of what was read. */
async function drain(spool: Spool): Promise<string[]> {
  const texts: string[] = [];
  for (let folder = spool.oldest(); folder; folder = spool.oldest()) {
    const [segment] = folder.segments;
    if (!segment) break;
    for (let at = 0; at < segment.size;) {
      const part = await readPart(diskFiles, segment, at, { events: 10, records: 10 });
      texts.push(...part.records.map(({ body }) => body.toString()));
      at = part.to;
    }
    await spool.drop(folder, segment, segment.size);
  }
  return texts;
}

/** A disk whose next operations fail as the test says. */
function aDisk() {
  const fails = { write: 0, sync: 0, truncate: 0 };
  let syncs = 0;
  const tell = (code: string) => Object.assign(new Error(code), { code });
  const files: Partial<SpoolFiles> = {
    async create(file) {
      const open = await diskFiles.create(file);
      return {
        ...open,
        async write(bytes, offset) {
          if (fails.write === 0) return open.write(bytes, offset);
          fails.write -= 1;
          await open.write(bytes.subarray(0, Math.floor(bytes.length / 2)), offset);
          throw tell('ENOSPC');
        },
        async sync() {
          syncs += 1;
          if (fails.sync > 0) {
            fails.sync -= 1;
            throw tell('EIO');
          }
          await open.sync();
        },
        async truncate(length) {
          if (fails.truncate > 0) throw tell('EIO');
          await open.truncate(length);
        },
      };
    },
  };
  return { files, fails, syncs: () => syncs };
}

describe('Spool', () => {
  it('leaves nothing on the disk until it is needed, and nothing when all of it is drained', async () => {
    const { spool, root } = aSpool();
    await spool.adopt();
    expect(await diskFiles.list(root)).toEqual([]);
    expect(await spool.append(record('a'))).toBe('spooled');
    expect(spool.size()).toMatchObject({ events: 1 });
    expect(await drain(spool)).toEqual(['a']);
    expect(spool.size()).toEqual({ bytes: 0, events: 0, oldestAt: null, foreignEvents: 0, asideBytes: 0 });
    await spool.close();
    expect(readdirSync(root)).toEqual([]);
  });

  it('shares one fdatasync among what comes together, and answers only after it', async () => {
    const disk = aDisk();
    const { spool } = aSpool({ files: disk.files });
    await spool.append(record('first'));
    const before = disk.syncs();
    const results = await Promise.all(Array.from({ length: 200 }, (_, n) => spool.append(record(String(n)))));
    expect(new Set(results)).toEqual(new Set(['spooled']));
    expect(disk.syncs() - before).toBeLessThanOrEqual(2);
    expect(await drain(spool)).toEqual(['first', ...Array.from({ length: 200 }, (_, n) => String(n))]);
  });

  it('begins a new file when one is large, and keeps the order', async () => {
    const { spool } = aSpool({ segmentBytes: 100 });
    for (let n = 0; n < 20; n += 1) await spool.append(record(`record ${n}`));
    expect(spool.oldest()?.segments.length).toBeGreaterThan(5);
    expect(await drain(spool)).toEqual(Array.from({ length: 20 }, (_, n) => `record ${n}`));
  });

  it.each(['write', 'sync'] as const)(
    'refuses only what a failed %s lost, and keeps all that it acknowledged',
    async (operation) => {
      for (const truncate of [0, 1]) {
        const disk = aDisk();
        const { spool, root, errors } = aSpool({ files: disk.files });
        expect(await spool.append(record('kept'))).toBe('spooled');
        Object.assign(disk.fails, { [operation]: 1, truncate });
        expect(await Promise.all([spool.append(record('lost')), spool.append(record('too'))])).toEqual([
          'failed',
          'failed',
        ]);
        expect(await spool.append(record('after'))).toBe('spooled');
        expect(errors).toEqual(['a write to the spool failed']);
        expect(await drain(spool)).toEqual(['kept', 'after']);
        await spool.close();
        expect(readdirSync(root)).toEqual([]);
      }
    },
  );

  it('refuses early when the disk is nearly full, and takes events again when it is not', async () => {
    let free = 511 * MIB;
    let now = 0;
    const files = { ...diskFiles, room: () => Promise.resolve({ free, total: 100_000 * MIB }) };
    const root = mkdtempSync(path.join(os.tmpdir(), 'switchyard-spool-'));
    const spool = new Spool({ files, root, maxBytes: MIB, onError: () => undefined, now: () => now });
    expect(await spool.append(record('a'))).toBe('full');
    free = 513 * MIB;
    now += 1000;
    expect(await spool.append(record('b'))).toBe('spooled');
    expect(await drain(spool)).toEqual(['b']);
  });

  it('refuses what would pass its bound, and takes more once it is drained', async () => {
    const { spool } = aSpool({ maxBytes: 10_000 });
    const results = await Promise.all(Array.from({ length: 20 }, () => spool.append(record('x'.repeat(1000)))));
    expect(new Set(results)).toEqual(new Set(['spooled', 'full']));
    expect(spool.size().bytes).toBeLessThanOrEqual(10_000);
    await drain(spool);
    expect(await spool.append(record('x'.repeat(1000)))).toBe('spooled');
  });

  it('takes over what a process left that ended, oldest first, and never what one holds that lives', async () => {
    const first = aSpool();
    await first.spool.append(record('1'));
    const second = aSpool({ root: first.root });
    expect(await second.spool.adopt()).toBe(0);
    await second.spool.append(record('2'));
    await first.spool.close();
    await second.spool.adopt();
    expect(second.spool.size().events).toBe(2);
    expect(await drain(second.spool)).toEqual(['1', '2']);
  });

  it('gives a folder to one of many that want it', async () => {
    const left = aSpool();
    for (let n = 0; n < 3; n += 1) await left.spool.append(record(String(n)));
    await left.spool.close();
    const heirs = Array.from({ length: 8 }, () => aSpool({ root: left.root }).spool);
    const adopted = await Promise.all(heirs.map((heir) => heir.adopt()));
    expect(adopted.reduce((sum, n) => sum + n, 0)).toBe(1);
  });

  it('takes over after a kill -9: the owner is known by its process, not by its id alone', async () => {
    const left = aSpool();
    await left.spool.append(record('left'));
    const [name = ''] = readdirSync(left.root);
    const owner = path.join(left.root, name, 'owner.1');
    const note = JSON.parse(readFileSync(owner, 'utf8')) as { process: string };
    writeFileSync(owner, JSON.stringify({ ...note, process: `${process.pid} 1` }));
    const heir = aSpool({ root: left.root });
    expect(await heir.spool.adopt()).toBe(1);
    expect(await drain(heir.spool)).toEqual(['left']);
  });

  it('waits a minute before it takes over from another container, and the one that slept gives way', async () => {
    let age = 59_000;
    const files = { modifiedAt: () => Promise.resolve(Date.now() - age) };
    const sleeper = aSpool();
    await sleeper.spool.append(record('before'));
    const [name = ''] = readdirSync(sleeper.root);
    const owner = path.join(sleeper.root, name, 'owner.1');
    const note = JSON.parse(readFileSync(owner, 'utf8')) as { place: object };
    writeFileSync(owner, JSON.stringify({ ...note, place: { host: 'another', boot: 'x', pids: 'y' } }));
    const heir = aSpool({ root: sleeper.root, files });
    expect(await heir.spool.adopt()).toBe(0);
    age = 61_000;
    expect(await heir.spool.adopt()).toBe(1);
    await sleeper.spool.touch();
    expect(await sleeper.spool.append(record('after'))).toBe('spooled');
    expect(await drain(heir.spool)).toEqual(['before']);
    expect(await drain(sleeper.spool)).toEqual(['after']);
  });

  it('sets a file aside whose beginning cannot be read, and never deletes it', async () => {
    const left = aSpool();
    await left.spool.append(record('left'));
    await left.spool.close();
    const [name = ''] = readdirSync(left.root);
    writeFileSync(path.join(left.root, name, '00000001.seg'), 'this is no segment');
    const heir = aSpool({ root: left.root });
    await heir.spool.adopt();
    expect(readdirSync(path.join(left.root, 'set-aside'))).toEqual([`${name}-00000001.seg`]);
    expect(heir.errors).toEqual(['a spool file cannot be read and was set aside']);
    expect(heir.spool.size()).toMatchObject({ bytes: 0, asideBytes: 'this is no segment'.length });
  });

  it('counts what was set aside towards its bound, in one file, and still knows of it after a restart', async () => {
    const first = aSpool();
    for (const name of ['a', 'b', 'b', 'c']) await first.spool.keepAside('x'.repeat(1000), name);
    expect(readdirSync(path.join(first.root, 'set-aside'))).toHaveLength(1);
    await first.spool.close();
    const heir = aSpool({ root: first.root, maxBytes: 4000 });
    await heir.spool.adopt();
    expect(heir.spool.size().asideBytes).toBe(3 * 1003);
    expect(await heir.spool.append(record('x'.repeat(2000)))).toBe('full');
    expect(await heir.spool.append(record('small'))).toBe('spooled');
  });
});
