import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { Product } from './product';

const run = promisify(execFile);

/** Sets a product up as an operator does without a browser: the command line for the owner, the Public API for the rest. */
export async function setUpProduct(product: Product) {
  const args = [
    'build/cli.js',
    'setup',
    '--email',
    'op@example.com',
    '--password',
    'plum harvest 9 moons',
    '--workspace',
    'Ops',
  ];
  const { stdout } = await run(process.execPath, args, {
    env: { ...process.env, PORT: String(product.port), SWITCHYARD_DATA_DIR: product.dataDir, DATABASE_URL: '' },
  });
  const { token } = JSON.parse(stdout) as { token: string };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${product.origin}/public-api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    expect(answer.ok, text).toBe(true);
    return (JSON.parse(text) as { data: T }).data;
  };
  const named = (name: string) => (one: { name: string }) => one.name === name;
  return {
    addSource: async (slug: string): Promise<{ id: string; writeKey: string }> => {
      type Catalog = { sourcesCatalog: { id: string; name: string }[] };
      const { sourcesCatalog } = await call<Catalog>('GET', '/catalog/sources?pagination.count=50');
      const metadataId = sourcesCatalog.find(named('Node.js'))?.id;
      type Made = { source: { id: string; writeKeys: string[] } };
      const { source } = await call<Made>('POST', '/sources', { slug, enabled: true, metadataId });
      return { id: source.id, writeKey: source.writeKeys[0] ?? '' };
    },
    addWebhook: async (sourceId: string, url: string): Promise<void> => {
      type Catalog = { destinationsCatalog: { id: string; name: string }[] };
      const { destinationsCatalog } = await call<Catalog>('GET', '/catalog/destinations?pagination.count=1000');
      const metadataId = destinationsCatalog.find(named('Webhooks'))?.id;
      await call('POST', '/destinations', { sourceId, metadataId, name: 'Hook', enabled: true, settings: { url } });
    },
  };
}
