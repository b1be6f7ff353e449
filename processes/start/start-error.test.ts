import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { databaseProblem, folderProblem } from './start-error';

const run = promisify(execFile);

describe('a start that cannot work', () => {
  it('names DATABASE_URL, the host and what it answered, and never the password', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const message = databaseProblem('postgresql://user:s3cret@db.example:5432/cdp', error)?.message;
    expect(message).toContain('DATABASE_URL cannot be used: db.example:5432/cdp answered ECONNREFUSED');
    expect(message).not.toContain('s3cret');
  });

  it('leaves errors that the operator cannot mend to us', () => {
    expect(databaseProblem('postgresql://h/d', Object.assign(new Error('syntax'), { code: '42601' }))).toBeNull();
    expect(folderProblem('/data', new TypeError('a bug'))).toBeNull();
  });

  it('ends with one sentence and exit code 1 when a variable is wrong', async () => {
    const args = ['--import', 'tsx', 'processes/check-env.ts'];
    const failed = run(process.execPath, args, { env: { ...process.env, PORT: 'abc' } });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('PORT must be a port number') as string,
    });
  });
});
