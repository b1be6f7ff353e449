import sdk from '@segment/public-api-sdk-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context, Role } from '@/control-plane/context';
import { createFilter } from '@/control-plane/filters/create-filter';
import { createSubscription } from '@/control-plane/subscriptions/create-subscription';
import { revokeToken } from '@/control-plane/tokens/revoke-token';
import { listTokens } from '@/control-plane/tokens/list-tokens';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { aToken, refusal, segmentClient, startPublicApi } from '@/testing/public-api-server';
import { OPERATIONS } from './operations';

const { TypeEnum } = sdk.DestinationFilterActionV1;

let server: Awaited<ReturnType<typeof startPublicApi>>;
beforeAll(async () => {
  server = await startPublicApi();
});
afterAll(() => server.close());

/** A workspace with one of everything, and the path parameters that name them. */
async function aFullWorkspace(): Promise<{ ctx: Context; params: Record<string, string> }> {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const destinationId = destination.id;
  const filter = await createFilter(ctx, {
    destinationId,
    title: 'All',
    condition: 'all',
    actions: [{ type: TypeEnum.DROP as unknown as 'DROP' }],
  });
  const mapping = { url: 'https://example.com/hook', method: 'POST' };
  const subscription = await createSubscription(ctx, {
    destinationId,
    name: 'Send',
    actionSlug: 'send',
    trigger: "type = 'track'",
    mapping,
  });
  return {
    ctx,
    params: {
      sourceId: source.id,
      writeKey: source.writeKey,
      destinationId,
      filterId: filter.id,
      id: subscription.id,
      sourceMetadataId: 'none',
      destinationMetadataId: 'none',
    },
  };
}

function pathOf(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? 'none');
}

async function send(token: string | null, method: string, path: string, body?: string | object) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    body: typeof body === 'object' ? JSON.stringify(body) : body,
  });
  const answer = (await response.json()) as { data?: unknown; errors?: { type: string; field?: string }[] };
  return { status: response.status, headers: response.headers, ...answer };
}

const WRITES = OPERATIONS.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/preview'));
const ON_THINGS = OPERATIONS.filter(({ path }) => path.includes(':'));

describe('the Public API refuses', () => {
  it('every operation without a valid token, with 401', async () => {
    const { ctx, params } = await aFullWorkspace();
    const revoked = await aToken(ctx);
    const [token] = (await listTokens(ctx)).items;
    await revokeToken(ctx, { tokenId: token?.id });
    for (const { method, path } of OPERATIONS) {
      for (const bad of [null, 'swy_wrong', revoked]) {
        const answer = await send(bad, method, pathOf(path, params), method === 'GET' ? undefined : {});
        expect([method, path, answer.status, answer.errors?.[0]?.type]).toEqual([method, path, 401, 'unauthenticated']);
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  it("every operation on another workspace's things, with 404", async () => {
    const { params } = await aFullWorkspace();
    const token = await aToken(await aWorkspace());
    for (const { method, path } of ON_THINGS) {
      const body = {
        ...(path.endsWith('/subscriptions') ? { name: 'x', actionId: 'x', trigger: 'all' } : {}),
        ...(path.endsWith('/filters') ? { title: 'x', if: 'all', actions: [{ type: 'DROP' }] } : {}),
      };
      const answer = await send(token, method, pathOf(path, params), method === 'GET' ? undefined : body);
      expect([method, path, answer.status, answer.errors?.[0]?.type]).toEqual([method, path, 404, 'not-found']);
    }
  });

  it.each<Role>(['VIEWER'])('every write with the token of a %s, with 403', async (role) => {
    const { ctx, params } = await aFullWorkspace();
    const token = await aToken(ctx, role);
    for (const { method, path } of WRITES) {
      const answer = await send(token, method, pathOf(path, params), {});
      expect([method, path, answer.status, answer.errors?.[0]?.type]).toEqual([method, path, 403, 'forbidden']);
    }
  });

  it('shows a viewer no write keys', async () => {
    const { ctx, params } = await aFullWorkspace();
    const segment = segmentClient(server.url, await aToken(ctx, 'VIEWER'));
    const { body } = await segment.sources.getSource(params.sourceId ?? '');
    expect(body.data?.source.writeKeys).toEqual([]);
  });

  it('wrong input with 422, naming the field as Segment names it', async () => {
    const { ctx, params } = await aFullWorkspace();
    const segment = segmentClient(server.url, await aToken(ctx));
    const destinationId = params.destinationId ?? '';
    const badFql = await refusal(
      segment.filters.createFilterForDestination(destinationId, {
        sourceId: params.sourceId ?? '',
        title: 'x',
        if: 'event = ',
        actions: [{ type: TypeEnum.DROP }],
        enabled: true,
      }),
    );
    expect([badFql.statusCode, badFql.body.errors[0]]).toMatchObject([422, { type: 'validation', field: 'if' }]);
    const noSuch = await refusal(segment.sources.createSource({ slug: 'x', enabled: true, metadataId: 'nothing' }));
    expect([noSuch.statusCode, noSuch.body.errors[0]?.field]).toEqual([422, 'metadataId']);
    const otherSource = await refusal(
      segment.destinations.listDeliveryMetricsSummaryFromDestination(destinationId, 'src_other'),
    );
    expect([otherSource.statusCode, otherSource.body.errors[0]?.field]).toEqual([422, 'sourceId']);
    const period = await refusal(segment.mtu.getDailyWorkspaceMTUUsage('2026-11-15', { count: 1 }));
    expect([period.statusCode, period.body.errors[0]?.field]).toEqual([422, 'period']);
    const taken = await refusal(
      segment.sources.createSource({
        slug: (await segment.sources.getSource(params.sourceId ?? '')).body.data?.source.slug ?? '',
        enabled: true,
        metadataId: '3f8e21ab60c947d5b2e81f04',
      }),
    );
    expect([taken.statusCode, taken.body.errors[0]?.field]).toEqual([409, 'slug']);
    const lastKey = await refusal(
      segment.sources.removeWriteKeyFromSource(params.sourceId ?? '', params.writeKey ?? ''),
    );
    expect(lastKey.statusCode).toBe(422);
  });

  it.each(['0', '1001', '1.5', 'many'])('pages of %s entries', async (count) => {
    const token = await aToken(await aWorkspace());
    const answer = await send(token, 'GET', `/sources?pagination[count]=${count}`);
    expect([answer.status, answer.errors?.[0]?.field]).toEqual([422, 'pagination.count']);
  });

  it('cursors that it never gave out', async () => {
    const token = await aToken(await aWorkspace());
    for (const path of ['/sources', '/destinations', '/catalog/sources']) {
      expect((await send(token, 'GET', `${path}?pagination[count]=1&pagination[cursor]=bm9uc2Vuc2U=`)).status).toBe(
        422,
      );
    }
  });

  it('bodies that are no JSON object with 400, and bodies over 1 MB with 413', async () => {
    const token = await aToken(await aWorkspace());
    for (const body of ['{"slug":', '[]', '"text"', 'null']) {
      const answer = await send(token, 'POST', '/sources', body);
      expect([body, answer.status, answer.errors?.[0]?.type]).toEqual([body, 400, 'bad-request']);
    }
    const large = await send(token, 'POST', '/sources', { slug: 'x'.repeat(1_000_001) });
    expect([large.status, large.errors?.[0]?.type]).toEqual([413, 'payload-too-large']);
  });

  it('unknown paths with 404 and unknown methods with 405', async () => {
    const token = await aToken(await aWorkspace());
    expect((await send(token, 'GET', '/warehouses')).status).toBe(404);
    expect((await send(token, 'GET', '/sources/%ff')).status).toBe(400);
    const answer = await send(token, 'PUT', '/sources', {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('every answer of the Public API', () => {
  it('names its request and speaks the media type that was asked for', async () => {
    const token = await aToken(await aWorkspace());
    const response = await fetch(`${server.url}/`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.segment.v1beta+json' },
    });
    expect(response.headers.get('content-type')).toBe('application/vnd.segment.v1beta+json');
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('accepts pagination as the documentation writes it, with a dot', async () => {
    const token = await aToken(await aWorkspace());
    const { data } = await send(token, 'GET', '/catalog/sources?pagination.count=2');
    expect((data as { sourcesCatalog: unknown[] }).sourcesCatalog).toHaveLength(2);
  });
});
