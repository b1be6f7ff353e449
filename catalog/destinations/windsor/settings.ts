/** Windsor's settings as the actions receive them. */
export interface WindsorSettings {
  /** The token of Windsor's Sources page. */
  apiKey: string;
  /** Absolute http(s) URL that takes the events. */
  endpoint?: string;
}

/**
 * Where events go when the endpoint is left empty. Windsor does not publish the address Segment uses; this one is our
 * assumption and is documented as such in the setting.
 */
export const DEFAULT_ENDPOINT = 'https://api.windsor.io/segment';
