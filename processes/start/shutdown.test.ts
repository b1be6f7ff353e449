import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

/** A process with one step, which ends when told by a line on stdin, and says how it was stopped. */
const PROGRAM = `
  import { onShutdown } from './processes/start/shutdown.ts';
  import { createLogger } from './platform/logger.ts';
  onShutdown(createLogger('t', 'error'), [{ name: 'step', withinMs: 20_000, run: async (how) => {
    console.log(how.graceful ? 'graceful' : 'at once');
    await new Promise((resolve) => process.stdin.once('data', resolve));
  } }]);
  process.stdin.resume();
  console.log('ready');`;

async function start() {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = async () => String((await once(child.stdout, 'data'))[0]).trim();
  const exited = once(child, 'exit');
  expect(await line()).toBe('ready');
  return { child, line, exited };
}

describe('a process that is told to stop', () => {
  it.each([
    ['SIGTERM', 'graceful'],
    ['SIGINT', 'at once'],
  ] as const)('takes %s for a wish to leave %s, and an echo of it for the same wish', async (signal, how) => {
    const { child, line, exited } = await start();
    const said = line();
    child.kill(signal);
    expect(await said).toBe(how);
    child.kill(signal); // npm passes on what the terminal has sent to everybody already
    child.stdin.write('go on\n');
    expect(await exited).toEqual([0, null]);
  });

  it('ends at once on a second signal', async () => {
    const { child, line, exited } = await start();
    const said = line();
    child.kill('SIGTERM');
    await said;
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
  });
});
