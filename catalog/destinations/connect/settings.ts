/** Connect's settings as the actions receive them. */
export interface ConnectSettings {
  /** The environment's private key, sent as X-Outbound-Key. */
  apiKey: string;
  /** Base URL of the API, without a slash at the end. */
  endpoint?: string;
}

/** Connect grew out of Outbound; its public clients for Ruby, Python and PHP all call this address. */
export const DEFAULT_ENDPOINT = 'https://api.outbound.io/v2';
