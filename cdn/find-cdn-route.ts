/** What a path of the CDN names. */
export type CdnRoute =
  | { kind: 'script' }
  | { kind: 'bundle'; file: string }
  | { kind: 'device'; directory: string; file: string }
  | { kind: 'settings'; writeKey: string };

const SCRIPT = /^\/analytics\.js\/v1\/[^/]+\/analytics(\.min)?\.js$/;
const BUNDLE = /^\/analytics-next\/bundles\/([A-Za-z0-9._-]+)$/;
const DEVICE = /^\/next-integrations\/actions\/([A-Za-z0-9_-]+)\/([a-f0-9]+\.js)$/;
const SETTINGS = /^\/v1\/projects\/([^/]+)\/settings\/?$/;

/**
 * The route of `url` (path and query of a request), or null when the path is not the CDN's. The paths are those of
 * cdn.segment.com, which analytics.js and the mobile SDKs build from the host they are given (segment-facts 1.11).
 */
export function findCdnRoute(url: string): CdnRoute | null {
  const path = url.split('?', 1)[0] ?? '';
  if (SCRIPT.test(path)) return { kind: 'script' };
  const file = BUNDLE.exec(path)?.[1];
  if (file !== undefined) return { kind: 'bundle', file };
  const [, directory, deviceFile] = DEVICE.exec(path) ?? [];
  if (directory !== undefined && deviceFile !== undefined) return { kind: 'device', directory, file: deviceFile };
  const writeKey = SETTINGS.exec(path)?.[1];
  return writeKey === undefined ? null : { kind: 'settings', writeKey };
}
