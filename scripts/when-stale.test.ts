import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stepsOf } from './ensure-built.mjs';
import { whenStale } from './when-stale.mjs';

describe('what is built when it is stale', () => {
  let folder: string;
  let thing: { stamp: string; what: string; inputs: string[]; output: string; folder: string };
  beforeEach(() => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'switchyard-stale-'));
    folder = path.join(root, 'build');
    const input = path.join(root, 'input');
    writeFileSync(input, '1');
    thing = { stamp: 'x', what: 'the thing', inputs: [input], output: path.join(root, 'output'), folder };
  });
  const make = vi.fn(async () => {
    await Promise.resolve();
    writeFileSync(thing.output, 'made');
  });
  beforeEach(() => void make.mockClear());

  it('is made once when several want it at the same time, and the others say what they wait for', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const said: string[] = [];
    const want = () =>
      whenStale(
        thing,
        async () => {
          await finished;
          await make();
        },
        (line) => said.push(line),
      );
    const all = [want(), want(), want()];
    await vi.waitFor(() => expect(said).toHaveLength(2));
    finish();
    await Promise.all(all);
    expect(make).toHaveBeenCalledTimes(1);
    expect(said[0]).toBe(`Waiting for the thing, which process ${process.pid} is building …`);
    expect(readdirSync(folder)).toEqual(['x.fingerprint']);
  });

  it('is made by the next one when the first fails', async () => {
    const fails = whenStale(thing, () => Promise.reject(new Error('no')));
    const next = whenStale(thing, make, () => undefined);
    await expect(fails).rejects.toThrow('no');
    await next;
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('is made although a killed process, or a later one with its id, seems to be making it', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    for (const holder of [`${gone.pid} 1`, `${process.ppid} 1`]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'x.lock'), holder);
      await whenStale(thing, make);
    }
    expect(make).toHaveBeenCalledTimes(2);
    expect(existsSync(path.join(folder, 'x.lock'))).toBe(false);
  });

  it('is made again only when its inputs change or it is gone', async () => {
    await whenStale(thing, make);
    await whenStale(thing, make);
    expect(make).toHaveBeenCalledTimes(1);
    writeFileSync(thing.inputs[0] ?? '', '2');
    await whenStale(thing, make);
    rmSync(thing.output);
    await whenStale(thing, make);
    expect(make).toHaveBeenCalledTimes(3);
  });

  it('is the dashboard only for roles that serve it', () => {
    const withDashboard = ['servers', 'dashboard'];
    expect([undefined, 'all', 'web'].map(stepsOf)).toEqual([withDashboard, withDashboard, withDashboard]);
    expect(['ingest', 'worker'].map(stepsOf)).toEqual([['servers'], ['servers']]);
  });
});
