import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { authenticateToken } from '@/control-plane/tokens/authenticate-token';
import { installation } from '@/platform/installation';
import { db } from '@/storage/client';

const run = promisify(execFile);

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line as a process of its own on this test's database. */
async function switchyard(...args: string[]): Promise<Outcome> {
  const { databaseUrl, dataDir } = installation();
  const env = { ...process.env, DATABASE_URL: databaseUrl, SWITCHYARD_DATA_DIR: dataDir };
  return run(process.execPath, ['--import', 'tsx', 'processes/cli.ts', ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Outcome) => error,
  );
}

const SETUP = ['setup', '--email', 'Ana@Example.com', '--password', 'correct horse', '--workspace', 'Toast mates'];

it('prints one line of JSON; a second run finds the same owner and workspace and makes a new token', async () => {
  const first = await switchyard(...SETUP);
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toMatch(/^\{[^\n]*\}\n$/);
  const one = JSON.parse(first.stdout) as Record<string, string>;
  expect(Object.keys(one)).toEqual(['workspaceId', 'workspaceSlug', 'userId', 'token']);
  const two = JSON.parse((await switchyard(...SETUP)).stdout) as Record<string, string>;
  expect(two).toEqual({ ...one, token: expect.any(String) as string });
  expect(two.token).not.toBe(one.token);
  for (const { token } of [one, two]) {
    const ctx = await authenticateToken(token ?? '');
    expect([ctx?.workspace.id, ctx?.actor.role]).toEqual([one.workspaceId, 'OWNER']);
  }
  expect(await db().user.count({ where: { id: one.userId, email: 'ana@example.com' } })).toBe(1);
});

it('refuses the wrong password of an account that exists, on stderr, with exit code 1', async () => {
  await switchyard(...SETUP);
  const refused = await switchyard(...SETUP.map((word) => (word === 'correct horse' ? 'battery staple' : word)));
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('another password');
  expect(refused.stderr).not.toContain('    at ');
});

it('explains a wrong command line with exit code 2, and prints help on stdout', async () => {
  const wrong = await switchyard('setup', '--email', 'a@example.com');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('setup needs --password, --workspace.');
  const help = await switchyard('--help');
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('demo');
});

it('tells the demo to wait for a server that does not run, and how to start it', async () => {
  process.env.PORT = '1';
  const refused = await switchyard('demo');
  delete process.env.PORT;
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('npm start');
});
