// What the bench needs inside the product: a workspace by the command line, sources and destinations by the Public API.
import { runJson } from './children.mjs';

const PASSWORD = 'a long passphrase for benches only';

/** Creates owner, workspace and token on the product's data folder. */
export async function setUp(product, dataDir, port) {
  const made = await runJson(
    ['build/cli.js', 'setup', '--email', 'bench@example.com', '--password', PASSWORD, '--workspace', 'Bench'],
    { SWITCHYARD_DATA_DIR: dataDir, PORT: String(port) },
  );
  const call = async (method, path, body) => {
    const answer = await fetch(`${product.url}/public-api${path}`, {
      method,
      headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`);
    return json.data;
  };
  const { sourcesCatalog } = await call('GET', '/catalog/sources?pagination.count=50');
  const { destinationsCatalog } = await call('GET', '/catalog/destinations?pagination.count=1000');
  const nodeId = sourcesCatalog.find(({ name }) => name === 'Node.js').id;
  const webhookId = destinationsCatalog.find(({ name }) => name === 'Webhooks').id;
  return {
    ...made,
    email: 'bench@example.com',
    password: PASSWORD,
    /** A new source; `authorization` is the header its SDKs send. */
    addSource: async (slug) => {
      const { source } = await call('POST', '/sources', { slug, enabled: true, metadataId: nodeId });
      return { id: source.id, authorization: `Basic ${Buffer.from(`${source.writeKeys[0]}:`).toString('base64')}` };
    },
    /** An enabled webhook of `sourceId`. */
    addWebhook: async (sourceId, name, url) => {
      const { destination } = await call('POST', '/destinations', {
        sourceId,
        metadataId: webhookId,
        name,
        enabled: true,
        settings: { url },
      });
      return destination.id;
    },
    enableWebhook: (id, enabled) => call('PATCH', `/destinations/${id}`, { enabled }),
  };
}
