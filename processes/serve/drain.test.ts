import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDrain } from './drain';

interface Answer {
  status: number;
  connection: string | undefined;
}

describe('a server that leaves', () => {
  const agents: http.Agent[] = [];
  const servers: http.Server[] = [];
  afterEach(() => {
    for (const agent of agents.splice(0)) agent.destroy();
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  async function start(handle: (req: IncomingMessage, res: ServerResponse) => void) {
    const server = http.createServer((req, res) => {
      drain.admit(res, req.url === '/endless');
      handle(req, res);
    });
    let endDrain: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (endDrain = resolve));
    const drain = createDrain(server, (ms) => (ms === 0 ? Promise.resolve() : ended));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { drain, endDrain, port: (server.address() as AddressInfo).port };
  }
  /** One connection that is kept. */
  function aClient(port: number) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    agents.push(agent);
    const get = (path = '/') =>
      new Promise<Answer>((resolve, reject) => {
        const request = http.get({ port, host: '127.0.0.1', agent, path }, (res) => {
          res.resume();
          res.once('error', reject);
          res.once('end', () => resolve({ status: res.statusCode ?? 0, connection: res.headers.connection }));
        });
        request.once('error', reject);
      });
    return { agent, get };
  }
  /** Resolves once nobody can connect any more. */
  const refused = (port: number) =>
    vi.waitFor(async () => {
      const probe = net.connect(port, '127.0.0.1');
      const outcome = await once(probe, 'connect').then(
        () => 'connected',
        (error: NodeJS.ErrnoException) => error.code,
      );
      probe.destroy();
      expect(outcome).toBe('ECONNREFUSED');
    });
  const ok = (_: IncomingMessage, res: ServerResponse) => void res.end('ok');

  it('answers as ever while it drains, on old connections and on new ones', async () => {
    const { drain, endDrain, port } = await start(ok);
    const old = aClient(port);
    await old.get();
    const left = drain.leave({ drainMs: 300, lingerMs: 0 });
    expect(drain.leaving).toBe(true);
    expect(await old.get()).toEqual({ status: 200, connection: 'keep-alive' });
    expect(await aClient(port).get()).toMatchObject({ status: 200 });
    endDrain();
    await left;
    await refused(port);
  });

  it('refuses connections first, and answers what comes on those that are open with Connection: close', async () => {
    const { drain, port } = await start(ok);
    const client = aClient(port);
    await client.get();
    const left = drain.leave({ drainMs: 0, lingerMs: 60_000 });
    await refused(port);
    expect(await client.get()).toEqual({ status: 200, connection: 'close' });
    await left;
  });

  it('closes a connection that stayed idle', async () => {
    const { drain, port } = await start(ok);
    const client = aClient(port);
    await client.get();
    await drain.leave({ drainMs: 0, lingerMs: 20 });
    await vi.waitFor(() => expect(Object.keys(client.agent.freeSockets)).toEqual([]));
  });

  it('closes a connection on which nothing ever came', async () => {
    const { drain, port } = await start(ok);
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket.resume(), 'close');
    await aClient(port).get();
    await drain.leave({ drainMs: 0, lingerMs: 20 });
    await closed;
  });

  it('ends a stream that began on an open connection while it left', async () => {
    const { drain, port } = await start((req, res) => void (req.url === '/endless' ? res.write('first') : res.end()));
    const client = aClient(port);
    await client.get();
    const left = drain.leave({ drainMs: 0, lingerMs: 60_000 });
    await refused(port);
    await expect(client.get('/endless')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await left;
  });

  it('lets requests finish that came while it drained, and then closes their connection', async () => {
    const waiting: ServerResponse[] = [];
    const { drain, endDrain, port } = await start((_, res) => void waiting.push(res));
    const left = drain.leave({ drainMs: 200, lingerMs: 0 });
    const answer = aClient(port).get();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    endDrain();
    await refused(port);
    let gone = false;
    void left.then(() => (gone = true));
    for (const res of waiting) res.end('late');
    expect(gone).toBe(false);
    expect(await answer).toEqual({ status: 200, connection: 'close' });
    await left;
  });

  it('does not wait for streams that nobody ends', async () => {
    const { drain, port } = await start((_, res) => void res.write('first'));
    const stream = aClient(port)
      .get('/endless')
      .catch((error: unknown) => error);
    await vi.waitFor(() => expect(servers[0]?.listening).toBe(true));
    const asked = http.get({ port, host: '127.0.0.1', path: '/endless' });
    asked.on('error', () => undefined);
    await once(asked, 'response');
    await drain.leave({ drainMs: 0, lingerMs: 0 });
    expect(await stream).toMatchObject({ code: 'ECONNRESET' });
  });
});
