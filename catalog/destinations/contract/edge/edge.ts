import http from 'node:http';
import https from 'node:https';
import { EdgeSocket } from './edge-socket';

/** A request as it arrived at the edge of the process. */
export interface EdgeRequest {
  method: string;
  /** Absolute: scheme, host and path as the destination's code chose them. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface EdgeAnswer {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: object | string;
}

/** Answers every HTTP request of the process, whichever library sends it, before it becomes a packet. */
export interface Edge {
  /** Everything that arrived since the last call of `take`, in order. */
  take(): EdgeRequest[];
  /** How requests are answered from now on. */
  answerWith(answer: (request: EdgeRequest) => EdgeAnswer): void;
  /** Gives the process its network back. */
  close(): void;
}

type CreateConnection = (options: object, done?: unknown) => unknown;
type Replaceable = { createConnection: CreateConnection };

async function read(incoming: http.IncomingMessage): Promise<EdgeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const scheme = (incoming.socket as unknown as EdgeSocket).encrypted ? 'https' : 'http';
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );
  const url = `${scheme}://${incoming.headers.host ?? ''}${incoming.url ?? ''}`;
  return { method: incoming.method ?? '', url, headers, body: Buffer.concat(chunks) };
}

function send({ status, headers, body = {} }: EdgeAnswer, response: http.ServerResponse): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.sendDate = false;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}

/** Puts the edge under node:http and node:https: every agent that connects gets an end of a pipe in memory. */
export function openEdge(): Edge {
  let arrived: EdgeRequest[] = [];
  let answer: (request: EdgeRequest) => EdgeAnswer = () => ({ status: 200 });
  const server = http.createServer((incoming, response) => {
    void read(incoming).then((request) => {
      arrived.push(request);
      send(answer(request), response);
    });
  });
  const connect =
    (encrypted: boolean): CreateConnection =>
    () => {
      const [near, far] = EdgeSocket.pair(encrypted);
      server.emit('connection', far);
      return near;
    };
  const agents = [http.Agent.prototype, https.Agent.prototype] as unknown as [Replaceable, Replaceable];
  const [plain, secure] = agents.map((agent) => agent.createConnection);
  agents[0].createConnection = connect(false);
  agents[1].createConnection = connect(true);
  return {
    take() {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    answerWith(chosen) {
      answer = chosen;
    },
    close() {
      if (plain) agents[0].createConnection = plain;
      if (secure) agents[1].createConnection = secure;
    },
  };
}
