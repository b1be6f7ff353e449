import { mobileGuides } from './guides/mobile';
import { pixelGuide } from './guides/pixel';
import { serverGuides } from './guides/server';
import { dotnetGuide, httpGuide, javaGuide } from './guides/typed-and-http';
import { websiteGuide } from './guides/website';
import type { GuideInput, InstallGuide, ServerAddress } from './metadata';

const GUIDES: Record<string, (input: GuideInput) => InstallGuide> = {
  javascript: websiteGuide,
  ...serverGuides,
  java: javaGuide,
  dotnet: dotnetGuide,
  ...mobileGuides,
  'http-api': httpGuide,
  pixel: pixelGuide,
};

/** The pieces of a public URL that libraries want apart. `publicUrl` has no trailing slash. */
export function serverAddress(publicUrl: string): ServerAddress {
  const url = new URL(publicUrl);
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return {
    origin: url.origin,
    host: url.host,
    hostname: url.hostname,
    port: url.port ? Number(url.port) : protocol === 'https' ? 443 : 80,
    protocol,
  };
}

/** How to send a first event from a source of `type`, filled in with its write key and this server's address. */
export function installGuide(type: string, writeKey: string, publicUrl: string): InstallGuide {
  return (GUIDES[type] ?? httpGuide)({ writeKey, server: serverAddress(publicUrl) });
}

/** One request that proves that write key, host and network are right, for any type of source. */
export function curlCheck(writeKey: string, publicUrl: string): string {
  return [
    `curl ${serverAddress(publicUrl).origin}/v1/track \\`,
    `  -u '${writeKey}:' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"userId": "u_1", "event": "Connection Checked"}'`,
  ].join('\n');
}
