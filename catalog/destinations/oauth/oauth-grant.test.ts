import { expect, it } from 'vitest';
import { destinationCatalog } from '../registry';
import { OAUTH_ENDPOINTS } from './endpoints';
import { oauthGrantOf } from './oauth-grant';

it('offers no destination that a person connects without knowing where its vendor connects accounts', () => {
  const connected = destinationCatalog().filter(({ type }) => oauthGrantOf(type) === 'person');
  expect(connected.map(({ type }) => type).sort()).toEqual(Object.keys(OAUTH_ENDPOINTS).sort());
});
