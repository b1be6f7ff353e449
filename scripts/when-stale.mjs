// Makes something again when what it is made from has changed; once, however many processes want it at the same time.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { whileLocked } from './build-lock.mjs';
import { fingerprint } from './fingerprint.mjs';

/**
 * Runs `make` when `inputs` changed since the last time, or when `output` is gone. When another process is making it, waits
 * for that and looks again.
 * @param {{ stamp: string, what: string, inputs: string[], output: string, folder?: string }} thing `what` it is, in words
 * @param {() => Promise<unknown>} make
 * @param {(line: string) => void} [say]
 */
export async function whenStale(
  { stamp, what, inputs, output, folder = 'build' },
  make,
  say = (line) => process.stderr.write(`${line}\n`),
) {
  const file = path.join(folder, `${stamp}.fingerprint`);
  const isFresh = (now) => existsSync(output) && existsSync(file) && readFileSync(file, 'utf8') === now;
  if (isFresh(fingerprint(inputs))) return;
  const makeUnlessMade = async () => {
    const now = fingerprint(inputs);
    if (isFresh(now)) return;
    await make();
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, now);
  };
  await whileLocked(path.join(folder, `${stamp}.lock`), makeUnlessMade, (pid) =>
    say(`Waiting for ${what}, which process ${pid} is building …`),
  );
}
