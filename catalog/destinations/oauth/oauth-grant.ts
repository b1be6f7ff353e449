import { findDestinationSummary } from '../registry';

/**
 * How a destination that signs in with OAuth gets its tokens. `person`: somebody connects an account in the browser.
 * `settings`: the definition trades keys of the settings for a token by itself. Null: it does not use OAuth.
 */
export type OAuthGrant = 'person' | 'settings' | null;

const FROM_SETTINGS = new Set([
  '1plusx-asset-api',
  'acoustic-campaign',
  'listrak',
  'm3ter',
  'marketo-static-lists',
  'responsys',
  'salesforce-marketing-cloud',
  'taboola-actions',
]);

/** How destinations of `type` get their tokens. */
export function oauthGrantOf(type: string): OAuthGrant {
  if (findDestinationSummary(type)?.authentication.scheme !== 'oauth2') return null;
  return FROM_SETTINGS.has(type) ? 'settings' : 'person';
}
