import { expect, it } from 'vitest';
import { aWorkspace } from '../../../testing/factories';
import { getCatalogDetails } from '../get-catalog-details';

it('says in the catalog that an account is connected only where a person connects one', async () => {
  const ctx = await aWorkspace();
  const oauth = async (type: string) => (await getCatalogDetails(ctx, { type })).oauth;
  expect(await oauth('hubspot-cloud')).toBe(true);
  // Trades keys of its settings for a token by itself.
  expect(await oauth('salesforce-marketing-cloud')).toBe(false);
  expect(await oauth('webhook')).toBe(false);
});
