import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import sdk from '@segment/public-api-sdk-typescript';
import { DELETE, GET, PATCH, POST, PUT } from '../app/public-api/[[...path]]/route';
import { createToken } from '../control-plane/tokens/create-token';
import type { Context, Role } from '../control-plane/context';

const HANDLERS = { DELETE, GET, PATCH, POST, PUT };

async function mount(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const request = new Request(`http://${req.headers.host}${req.url}`, {
    method: req.method,
    headers: req.headers as Record<string, string>,
    body: body.length > 0 ? body : undefined,
  });
  const handler = HANDLERS[(req.method ?? 'GET') as keyof typeof HANDLERS];
  const response = await handler(request);
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
}

/** The Public API's route handlers on a loopback port, as Next would call them. */
export async function startPublicApi(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((req, res) => void mount(req, res));
  server.keepAliveTimeout = 0; // a sender that stood still for seconds finds its connection open
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/public-api`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A Public API token of the context's workspace. */
export async function aToken(owner: Context, role: Role = 'OWNER'): Promise<string> {
  return (await createToken(owner, { name: 'Test', role })).token;
}

/** Segment's own client, pointed at `url`. */
export function segmentClient(url: string, token: string) {
  const apis = {
    workspaces: new sdk.WorkspacesApi(url),
    catalog: new sdk.CatalogApi(url),
    sources: new sdk.SourcesApi(url),
    destinations: new sdk.DestinationsApi(url),
    filters: new sdk.DestinationFiltersApi(url),
    apiCalls: new sdk.APICallsApi(url),
    mtu: new sdk.MonthlyTrackedUsersApi(url),
  };
  for (const api of Object.values(apis)) api.accessToken = token;
  return apis;
}

/** What the client rejects with when the server answers with an error. */
export interface SegmentHttpError {
  statusCode: number;
  body: { errors: { type: string; message: string; field?: string }[] };
}

/** The error with which a call of the client ends. @throws when it succeeds. */
export async function refusal(call: Promise<unknown>): Promise<SegmentHttpError> {
  try {
    await call;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'statusCode' in error) return error as SegmentHttpError;
    throw error;
  }
  throw new Error('The call was expected to be refused.');
}
