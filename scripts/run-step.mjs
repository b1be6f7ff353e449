// Runs one long step with visible progress: a line when it starts, a sign of life every few seconds, its end and its time.
// Its output is kept and shown only when it fails.
import { spawn } from 'node:child_process';

const KEPT_LINES = 80;

/**
 * @param {string} label what the step does, in words
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 */
export async function runStep(label, command, args, { env = {} } = {}) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  const tty = process.stderr.isTTY;
  process.stderr.write(`${label} …${tty ? '' : '\n'}`);
  const timer = setInterval(
    () => process.stderr.write(tty ? `\r${label} … ${seconds()}` : `  still at it: ${label}, ${seconds()}\n`),
    tty ? 1000 : 10_000,
  );
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-60_000)));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) {
    process.stderr.write(`\n${output.split('\n').slice(-KEPT_LINES).join('\n')}\n`);
    throw new Error(`${label}: failed after ${seconds()} (${command} ${args.join(' ')} ended with ${code})`);
  }
  process.stderr.write(`${tty ? '\r' : ''}${label} … done in ${seconds()}\n`);
}
