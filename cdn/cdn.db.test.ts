import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { destinationCatalog, findDestinationSummary } from '@/catalog/destinations/registry';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import { installation, setInstallation } from '@/platform/installation';
import { db } from '@/storage/client';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { findPublishedSources } from '@/storage/entities/published-sources';
import { createCdn, type CdnOptions } from './cdn';
import { openDeviceFiles } from './device-files';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let server: Server;
let port: number;
/** How often the database was asked, and whether it is away. */
const database = { asked: 0, away: false };

function ask(path: string, headers: Record<string, string> = {}, method = 'GET', at = port): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: at, path, method, headers }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end();
  });
}

async function settingsOf(writeKey: string) {
  const { status, body } = await ask(`/v1/projects/${writeKey}/settings`);
  expect(status, body.toString()).toBe(200);
  return JSON.parse(body.toString()) as { integrations: Record<string, Record<string, unknown>> };
}

async function serve(options: Omit<CdnOptions, 'log'>): Promise<Server> {
  const cdn = createCdn({ log: createLogger('cdn', 'error'), ...options });
  const made = createServer((req, res) => {
    if (!cdn.handle(req, res)) res.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await once(made, 'listening');
  return made;
}
const portOf = (of: Server) => (of.address() as AddressInfo).port;

beforeAll(async () => {
  const regions = [{ name: 'eu', origin: 'https://eu.example.com' }];
  setInstallation({ ...installation(), publicUrl: 'http://switchyard.example.com:3000', regions });
  // No settings grow old while the tests go on, and the database may be as slow as it likes.
  server = await serve({
    now: () => 0,
    answerMs: 60_000,
    find: (keys) => {
      database.asked += 1;
      return database.away ? Promise.reject(new Error('away')) : findPublishedSources(db(), keys);
    },
  });
  port = portOf(server);
});

afterAll(() => server.close());

describe('the settings of a source', () => {
  it('lead to the public URL, or to the region of the source', async () => {
    const { workspace } = await aWorkspace();
    const plain = await aSource(workspace.id, { type: 'javascript' });
    const european = await aSource(workspace.id);
    const moved = await aSource(workspace.id);
    await db().source.update({ where: { id: european.id }, data: { region: 'eu' } });
    await db().source.update({ where: { id: moved.id }, data: { region: 'gone' } });
    expect((await settingsOf(plain.writeKey)).integrations['Segment.io']).toMatchObject({
      apiKey: plain.writeKey,
      apiHost: 'switchyard.example.com:3000/v1',
      protocol: 'http',
    });
    const there = { apiHost: 'eu.example.com/v1', protocol: 'https' };
    expect((await settingsOf(european.writeKey)).integrations['Segment.io']).toMatchObject(there);
    const home = { apiHost: 'switchyard.example.com:3000/v1' };
    expect((await settingsOf(moved.writeKey)).integrations['Segment.io'], 'a region no longer offered').toMatchObject(
      home,
    );
  });

  it('name the enabled destinations, and tell nothing of their settings, secrets, filters or mappings', async () => {
    const { workspace } = await aWorkspace();
    const source = await aSource(workspace.id, { type: 'javascript' });
    const settings = { apiKey: 'LEAK-setting', nested: { endpoint: 'LEAK-nested' }, regionLEAK: true };
    const hook = await aDestination(workspace.id, source.id, { type: 'webhook', settings });
    const off = await aDestination(workspace.id, source.id, { type: 'windsor', settings, enabled: false });
    const secrets = { sharedSecret: { sealed: 'LEAK-sealed', hint: 'LEAK-hint', setBy: 'LEAK-person' } };
    await db().destination.update({ where: { id: hook.id }, data: { secrets, name: 'LEAK name' } });
    await db().destinationFilter.create({
      data: {
        id: newId('flt'),
        destinationId: hook.id,
        title: 'LEAK title',
        condition: "event = 'LEAK condition'",
        actions: [{ type: 'DROP' }],
      },
    });
    await db().subscription.create({
      data: {
        id: newId('sub'),
        destinationId: hook.id,
        name: 'LEAK mapping',
        actionSlug: 'send',
        trigger: "event = 'LEAK trigger'",
        mapping: { url: 'https://LEAK.example.com' },
      },
    });
    const document = await settingsOf(source.writeKey);
    expect(JSON.stringify(document)).not.toContain('LEAK');
    expect(JSON.stringify(document)).not.toContain(workspace.name);
    expect(Object.keys(document.integrations)).toEqual(['Segment.io']);
    const named = { unbundledIntegrations: ['Webhooks'], unbundledConfigIds: [hook.id] };
    expect(document.integrations['Segment.io']).toMatchObject(named);
    expect(JSON.stringify(document)).not.toContain(off.id);
  });

  it('are refused with a sentence for a key that is unknown, revoked, impossible, or of a disabled source', async () => {
    const { workspace } = await aWorkspace();
    const revoked = await aSource(workspace.id);
    await db().writeKey.updateMany({ where: { key: revoked.writeKey }, data: { revokedAt: new Date() } });
    const disabled = await aSource(workspace.id, { enabled: false });
    for (const key of ['q'.repeat(32), revoked.writeKey, disabled.writeKey, '%00', 'x', 'k'.repeat(500)]) {
      const { status, headers, body } = await ask(`/v1/projects/${key}/settings`);
      expect(status, key).toBe(404);
      expect(body.toString()).toBe('No enabled source has this write key.');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['access-control-allow-origin']).toBe('*');
    }
  });
});

describe('the database', () => {
  it('is asked once for many page views', async () => {
    const { workspace } = await aWorkspace();
    const { writeKey } = await aSource(workspace.id);
    const before = database.asked;
    await Promise.all(Array.from({ length: 50 }, () => settingsOf(writeKey)));
    await settingsOf(writeKey);
    expect(database.asked - before).toBe(1);
  });

  it('may neither answer nor hang up: an unknown key is told to come again within seconds', async () => {
    let frozen = true;
    const find = (keys: string[]) => (frozen ? new Promise<never>(() => undefined) : findPublishedSources(db(), keys));
    const other = await serve({ find });
    onTestFinished(() => void other.close());
    const settings = () => ask(`/v1/projects/${'f'.repeat(32)}/settings`, {}, 'GET', portOf(other));
    const startedAt = performance.now();
    const refused = await settings();
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    frozen = false;
    await expect.poll(async () => (await settings()).status).toBe(404);
  });

  it('may be away: known settings and the script are served, unknown keys are told to come again', async () => {
    const { workspace } = await aWorkspace();
    const [known, unknown] = [await aSource(workspace.id), await aSource(workspace.id)];
    await settingsOf(known.writeKey);
    database.away = true;
    await settingsOf(known.writeKey);
    expect((await ask(`/analytics.js/v1/${unknown.writeKey}/analytics.min.js`)).status).toBe(200);
    const refused = await ask(`/v1/projects/${unknown.writeKey}/settings`);
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1', 'cache-control': 'no-store' } });
    database.away = false;
    await settingsOf(unknown.writeKey);
  });
});

describe('what is served', () => {
  it('is cached by its tag, which differs by encoding, and may be read from any site', async () => {
    const { workspace } = await aWorkspace();
    const { writeKey } = await aSource(workspace.id);
    for (const path of [`/v1/projects/${writeKey}/settings`, `/analytics.js/v1/${writeKey}/analytics.min.js`]) {
      const plain = await ask(path);
      const zipped = await ask(path, { 'accept-encoding': 'br, gzip' });
      expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(zipped.headers.etag).toMatch(/^"[\w-]+-gz"$/);
      expect(plain.headers.etag).not.toBe(zipped.headers.etag);
      expect(plain.headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'Accept-Encoding' });
      const again = await ask(path, { 'if-none-match': `W/"other", W/${plain.headers.etag ?? ''}` });
      expect(again.status).toBe(304);
      expect(again.body).toHaveLength(0);
      expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
      const head = await ask(path, {}, 'HEAD');
      expect(head.headers['content-length']).toBe(String(plain.body.length));
      expect(head.body).toHaveLength(0);
    }
  });

  it('is the script with the default addresses of the host it is loaded from, if that is one of ours', async () => {
    const load = async (host: string) => (await ask('/analytics.js/v1/any/analytics.js', { host })).body.toString();
    expect(await load('eu.example.com')).toContain('"https://eu.example.com"');
    expect(await load('switchyard.example.com:3000')).toContain('"http://switchyard.example.com:3000"');
    const invented = await load('evil.example.com');
    expect(invented).toContain('"http://switchyard.example.com:3000"');
    expect(invented).not.toContain('evil');
  });

  it('are the lazy bundles for ever, source maps too, and no other file', async () => {
    const script = (await ask('/analytics.js/v1/any/analytics.min.js')).body.toString();
    const hash = /\b\d+:"([0-9a-f]{20})"/.exec(script)?.[1] ?? '';
    const name = (await import('node:fs'))
      .readdirSync('node_modules/@segment/analytics-next/dist/umd')
      .find((file) => file.endsWith(`${hash}.js`));
    for (const file of [name, `${name}.map`]) {
      const { status, headers } = await ask(`/analytics-next/bundles/${file}`);
      expect(status, file).toBe(200);
      expect(headers['cache-control']).toContain('immutable');
    }
    expect((await ask('/analytics-next/bundles/standalone.js')).headers['cache-control']).not.toContain('immutable');
    for (const file of [
      '..%2fpackage.json',
      '../../package.json',
      'nothing.js',
      `${name}.gz`,
      'polyfill.min.js',
      '__proto__',
    ]) {
      expect([404, 418], file).toContain((await ask(`/analytics-next/bundles/${file}`)).status);
    }
  });

  it('is the code of every destination that runs in the browser, with the parts it loads, and no other file', async () => {
    const files = openDeviceFiles();
    for (const { type } of destinationCatalog().filter(({ mode }) => mode === 'device')) {
      const source = findDestinationSummary(type)?.source;
      const code = source?.kind === 'browser' ? files.find(source.directory) : null;
      const { status, headers, body } = await ask(code?.path ?? 'none', { 'accept-encoding': 'gzip' });
      expect(status, type).toBe(200);
      expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
      expect(headers['cache-control']).toContain('immutable');
      expect(gunzipSync(body).toString(), type).toContain(code?.libraryName);
    }
    const hubspot = files.find('hubspot-web')?.path ?? '';
    expect((await ask(hubspot.replace('hubspot-web', 'aHVic3BvdC13ZWI'))).status, 'the hidden name').toBe(200);
    for (const path of ['/next-integrations/actions/hubspot-web/00ff.js', '/next-integrations/actions/none/00ff.js'])
      expect((await ask(path)).status).toBe(404);
    for (const path of [`${hubspot}.map`, '/next-integrations/actions/..%2f..%2fpackage.json', '/next-integrations/'])
      expect((await ask(path)).status, `${path} is not the CDN's`).toBe(418);
  });

  it('is read with GET and HEAD only, and leaves every other path to its neighbours', async () => {
    const posted = await ask('/analytics.js/v1/any/analytics.min.js', {}, 'POST');
    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe('GET, HEAD, OPTIONS');
    expect((await ask('/v1/projects/any/settings', {}, 'OPTIONS')).status).toBe(204);
    for (const path of [
      '/v1/projects/x',
      '/v1/track',
      '/analytics.js',
      '/analytics-next/bundles/',
      '/v1/projects//settings',
    ]) {
      expect((await ask(path)).status, path).toBe(418);
    }
  });
});
