import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardSockets } from '@/platform/outbound-http/guard-sockets';
import type { JsonObject } from '@/spec/event';
import { findDestinationType } from '../../registry';
import { loadedDefinition } from '../../run/inside/loaded-definition';
import { runEvents, type RequestRun } from '../../run/inside/run-events';
import { canonicalEvent } from '../canonical-events';
import { exampleMapping } from '../example-values';
import { startSftpServer, type SftpServer } from './sftp-server';

const RULES: { allowPrivateNetworks: string[] } = { allowPrivateNetworks: ['127.0.0.1/32'] };
let server: SftpServer;
beforeAll(async () => {
  guardSockets(); // as the processes of definitions do when they start
  server = await startSftpServer('s3cr3t');
});
afterAll(() => server.close());

/** Runs the events in one request. */
async function run(step: Parameters<typeof runEvents>[1], events: JsonObject[], rules = RULES): Promise<RequestRun> {
  const found = (await loadedDefinition('sftp')) ?? expect.fail('no such code');
  return runEvents(found, step, events, { rules, batch: events.length > 1 });
}

function step(password = 's3cr3t') {
  const action = findDestinationType('sftp')?.actions.find(({ slug }) => slug === 'syncEvents') ?? expect.fail();
  const mapping = exampleMapping(action, { filename_prefix: 'events_', sftp_folder_path: '/in' });
  const settings = {
    ...{ auth_type: 'password', sftp_host: '127.0.0.1', sftp_port: server.port, sftp_username: 'shop' },
    ...{ sftp_password: password, uploadStrategy: 'standard' },
  };
  return { type: 'sftp', actionSlug: action.slug, mapping, settings };
}
const events = ['message-1', 'message-2'].map((messageId) => ({ ...canonicalEvent('track', 'Signed Up'), messageId }));

describe('sftp, with a server on loopback', () => {
  it('signs in and uploads one file with a row for each event of a batch', async () => {
    const { results } = await run(step(), events);
    expect(results).toEqual([{ kind: 'ok' }, { kind: 'ok' }]);
    expect(server.logins).toContain('shop:s3cr3t');
    const [[path, content] = ['', '']] = [...server.files];
    expect(path).toMatch(/^\/in\/events_.*\.csv$/);
    const [header = '', ...rows] = content.trimEnd().split('\n');
    expect(header).toContain('event_name,event_type,user_id');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('"Signed Up","track","user-1"');
    expect(content).not.toContain('s3cr3t');
  });

  it('reports a refused password instead of losing the event', async () => {
    const { results } = await run(step('wrong'), [events[0] ?? {}]);
    expect(results).toMatchObject([{ kind: 'retry', status: 500 }]);
  });

  it('does not reach a server on an address that is not allowed', async () => {
    const { results } = await run(step(), [events[0] ?? {}], { allowPrivateNetworks: [] });
    expect(results).toMatchObject([{ kind: 'final', reason: 'BLOCKED_ADDRESS' }]);
  });
});
