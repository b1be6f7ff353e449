import net from 'node:net';
import type { FuzzRequest } from './request';

/** What came back: a status and its body, or that the server hung up without an answer. */
export type WireAnswer = { status: number; body: string } | 'closed';

const PATIENCE_MS = 20_000;

/** One connection after another to a server, for requests that no HTTP client would send. One request at a time. */
export class Wire {
  #socket: net.Socket | null = null;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * Sends `request` byte for byte and reads its answer. As every HTTP client must, it sends again on a new connection when
   * the one it kept was closed for idleness meanwhile. @throws when no answer comes within 20 s.
   */
  async send(request: FuzzRequest): Promise<WireAnswer> {
    const kept = this.#socket?.readyState === 'open' ? this.#socket : null;
    this.#socket = null;
    const answer = kept ? await this.#sendOn(kept, request) : 'closed';
    return answer === 'closed' ? this.#sendOn(await this.#connect(), request) : answer;
  }

  async #sendOn(socket: net.Socket, request: FuzzRequest): Promise<WireAnswer> {
    const answer = readAnswer(socket, request.method === 'HEAD');
    socket.write(wireBytes(request));
    const result = await answer;
    if (result !== 'closed' && result.keepAlive) this.#socket = socket;
    else socket.destroy();
    return result === 'closed' ? result : { status: result.status, body: result.body };
  }

  /** Hangs up; the next request makes a connection again. */
  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #connect(): Promise<net.Socket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(this.#port, '127.0.0.1', () => resolve(socket));
      socket.once('error', reject);
      socket.on('error', () => undefined);
    });
  }
}

function wireBytes({ method, target, headers, body, chunked }: FuzzRequest): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const bodiless = body.length === 0 && (method === 'GET' || method === 'HEAD');
  if (!bodiless) lines.push(chunked ? 'Transfer-Encoding: chunked\r\n' : `Content-Length: ${body.length}\r\n`);
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: x\r\n${lines.join('')}\r\n`, 'latin1');
  return Buffer.concat([head, chunked && !bodiless ? inChunks(body) : body]);
}

function inChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += 1000) {
    const part = body.subarray(at, at + 1000);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

type Read = { status: number; body: string; keepAlive: boolean } | 'closed';

function readAnswer(socket: net.Socket, headOnly: boolean): Promise<Read> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const finish = (result: Read) => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose);
      resolve(result);
    };
    const onClose = () => finish('closed');
    const onData = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      const answer = parseAnswer(seen, headOnly);
      if (answer) finish(answer);
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
    socket.on('data', onData).on('close', onClose);
  });
}

/** The answer in `seen`, or null while some of it is missing. 100 Continue is none. */
function parseAnswer(seen: Buffer, headOnly: boolean): Read | null {
  const end = seen.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = seen.subarray(0, end).toString('latin1').toLowerCase();
  const status = Number(head.slice('http/1.1 '.length, 'http/1.1 200'.length));
  const rest = seen.subarray(end + 4);
  if (status === 100) return parseAnswer(rest, headOnly);
  const length = status === 204 || headOnly ? 0 : Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
  if (rest.length < length) return null;
  const keepAlive = !head.includes('\r\nconnection: close');
  return { status, body: rest.subarray(0, length).toString('latin1'), keepAlive };
}
