import { generateKeyPairSync } from 'node:crypto';
import { requireSegment } from '../../kit/load-actions-core';

interface Channel {
  on(event: string, listener: (request: number, ...rest: never[]) => void): Channel;
  status(request: number, code: number): void;
  handle(request: number, handle: Buffer): void;
  attrs(request: number, attrs: object): void;
  name(request: number, names: object[]): void;
}
interface Attempt {
  method: string;
  username: string;
  password?: string;
  accept(): void;
  reject(methods?: string[]): void;
}
interface Client {
  on(event: 'authentication', listener: (attempt: Attempt) => void): Client;
  on(event: 'ready' | 'error', listener: () => void): Client;
  on(event: 'session', listener: (accept: () => Session) => void): Client;
  end(): void;
}
interface Session {
  on(event: 'sftp', listener: (accept: () => Channel) => void): Session;
}
interface Ssh {
  Server: new (
    options: { hostKeys: string[] },
    listener: (client: Client) => void,
  ) => { listen(port: number, host: string, done: () => void): void; address(): { port: number }; close(): void };
}

/** An SFTP server that keeps what is uploaded. Loopback only. */
export interface SftpServer {
  port: number;
  /** By path. */
  files: Map<string, string>;
  /** "user:password" of every sign-in. */
  logins: string[];
  close(): void;
}

const OK = 0;

/** Starts a server that lets in `password` only. */
export async function startSftpServer(password: string): Promise<SftpServer> {
  const { Server } = requireSegment('ssh2') as Ssh;
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const files = new Map<string, string>();
  const logins: string[] = [];
  const clients = new Set<Client>();

  function serve(channel: Channel): void {
    const open = new Map<string, string>();
    let next = 0;
    channel
      .on('OPEN', (request, path: string) => {
        const handle = Buffer.from(String(next++));
        open.set(handle.toString(), path);
        files.set(path, '');
        channel.handle(request, handle);
      })
      .on('WRITE', (request, handle: Buffer, _offset: number, data: Buffer) => {
        const path = open.get(handle.toString()) ?? '';
        files.set(path, (files.get(path) ?? '') + data.toString());
        channel.status(request, OK);
      })
      .on('CLOSE', (request) => channel.status(request, OK))
      .on('FSETSTAT', (request) => channel.status(request, OK))
      .on('SETSTAT', (request) => channel.status(request, OK))
      .on('FSTAT', (request) => channel.attrs(request, { mode: 0o100644, size: 0 }))
      .on('STAT', (request) => channel.attrs(request, { mode: 0o040755, size: 0 }))
      .on('LSTAT', (request) => channel.attrs(request, { mode: 0o040755, size: 0 }))
      .on('REALPATH', (request, path: string) => channel.name(request, [{ filename: path }]));
  }

  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    client
      .on('error', () => undefined)
      .on('authentication', (attempt) => {
        if (attempt.method !== 'password') return attempt.reject(['password']);
        logins.push(`${attempt.username}:${attempt.password ?? ''}`);
        return attempt.password === password ? attempt.accept() : attempt.reject();
      })
      .on('session', (accept) => void accept().on('sftp', (acceptChannel) => serve(acceptChannel())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    files,
    logins,
    close() {
      for (const client of clients) client.end();
      server.close();
    },
  };
}
