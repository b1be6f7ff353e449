import { parseEnv } from '../../config/env';
import { setupOwner } from '../../control-plane/accounts/setup-owner';
import type { Context } from '../../control-plane/context';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSource } from '../../control-plane/sources/create-source';
import { createLogger } from '../../platform/logger';
import { withInstallation } from '../../processes/cli/connect';

/** A source of the suite, with one webhook behind it. */
export interface ChaosSource {
  id: string;
  writeKey: string;
  destinationId: string;
}

// A program of its own, because it needs the installation that the environment describes and not that of a test:
// `node --import tsx scripts/chaos/set-up.ts <receiver's URL> <name of a source>…` prints the sources as JSON, by name.
const [url = '', ...names] = process.argv.slice(2);
const made = await withInstallation(parseEnv(), createLogger('chaos', 'error'), async () => {
  const owner = await setupOwner({
    email: 'chaos@example.com',
    password: 'a long passphrase for chaos only',
    workspaceName: 'Chaos',
  });
  const ctx: Context = {
    workspace: { id: owner.workspaceId, slug: owner.workspaceSlug, name: 'Chaos' },
    actor: { kind: 'cli', id: owner.userId, label: 'Chaos', role: 'OWNER' },
    requestId: 'chaos',
  };
  const sources: Record<string, ChaosSource> = {};
  for (const name of names) {
    const { id, writeKeys } = await createSource(ctx, { name, slug: name, type: 'node' });
    const webhook = { sourceId: id, type: 'webhook', name: `Webhook of ${name}`, enabled: true, setup: { url } };
    const { id: destinationId } = await createDestination(ctx, webhook);
    sources[name] = { id, writeKey: writeKeys[0] ?? '', destinationId };
  }
  return sources;
});
process.stdout.write(`${JSON.stringify(made)}\n`);
