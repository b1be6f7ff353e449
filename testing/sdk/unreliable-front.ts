import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the front does to one request: answers it itself, hangs up before the server has seen it, or lets the server take it
 * and loses the answer.
 */
export type Trouble = { status: number; headers?: Record<string, string> } | 'hang up' | 'lose the answer';

/** A request as an SDK sent it. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The status the sender was given; null when it was given none. */
  status: number | null;
}

/** Stands between an SDK and the Tracking API over real HTTP: makes trouble first, then passes everything on. */
export interface UnreliableFront {
  url: string;
  /** All requests so far, in order. */
  seen: SeenRequest[];
  close(): Promise<void>;
}

/** Starts a front that meets the first requests with `troubles`, one each, and hands the others to the server at `target`. */
export async function startUnreliableFront(target: string, troubles: Trouble[] = []): Promise<UnreliableFront> {
  const seen: SeenRequest[] = [];
  const left = [...troubles];
  const server = http.createServer((req, res) => {
    void serve(req, res).catch(() => res.destroy());
  });

  async function serve(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const request: SeenRequest = {
      method: req.method ?? '',
      path: req.url ?? '',
      headers: req.headers,
      body,
      status: null,
    };
    seen.push(request);
    const trouble = left.shift();
    if (trouble === 'hang up') return void res.destroy();
    if (typeof trouble === 'object') {
      request.status = trouble.status;
      return void res.writeHead(trouble.status, trouble.headers).end();
    }
    const answer = await forward(target + request.path, request);
    if (trouble === 'lose the answer') return void res.destroy();
    request.status = answer.status;
    res.writeHead(answer.status, answer.headers).end(answer.body);
  }

  server.keepAliveTimeout = 0; // a sender that stood still for seconds finds its connection open
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(
  url: string,
  { method, headers, body }: SeenRequest,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
