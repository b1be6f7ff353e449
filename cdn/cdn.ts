import type { IncomingMessage, ServerResponse } from 'node:http';
import { findDestinationSummary } from '@/catalog/destinations/registry';
import { ingestionOrigin, knownOrigins } from '@/platform/ingestion-origin';
import { installation } from '@/platform/installation';
import type { Logger } from '@/platform/logger';
import { db } from '@/storage/client';
import { findPublishedSources, type PublishedSource } from '@/storage/entities/published-sources';
import { answerNothing, answerPreflight, answerText } from './answer';
import { openClientFiles } from './client-files';
import { openDeviceFiles, type DeviceFiles } from './device-files';
import { findCdnRoute, type CdnRoute } from './find-cdn-route';
import { servedText, type ServedText } from './served-text';
import { SettingsCache } from './settings-cache';
import { settingsDocument, type ClientFacts } from './settings-document';

/** What browsers and phones load from us: analytics.js with its parts, and the settings of a source. */
export interface Cdn {
  /** Takes the request when its path is the CDN's: then true, and it will be answered. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

export interface CdnOptions {
  log: Logger;
  /** Finds sources by their write keys; tests count and break it. */
  find?: (keys: string[]) => Promise<PublishedSource[]>;
  /** The clock by which settings grow old: milliseconds, monotonic. */
  now?: () => number;
  /** How long a request for settings of which nothing is known may wait for the database. */
  answerMs?: number;
}

const SCRIPT_CACHE = 'public, max-age=300, stale-while-revalidate=86400';
const SETTINGS_CACHE = 'public, max-age=60, stale-while-revalidate=60';
/** The lazy bundles carry a hash of their content in their name. */
const HASHED = /\.[0-9a-f]{16,}\.js(\.map)?$/;
const HASHED_CACHE = 'public, max-age=31536000, immutable';
const POSSIBLE_KEY = /^[\x21-\x7e]{10,256}$/;

const NO_SOURCE = 'No enabled source has this write key.';
const AWAY = 'The settings cannot be read just now; try again.';

/** Names are those that the filters of `integrations` objects go by. */
function clientFacts(files: DeviceFiles, type: string): ClientFacts | undefined {
  const found = findDestinationSummary(type);
  const code = found?.source.kind === 'browser' ? files.find(found.source.directory) : null;
  return found && { name: found.name, code };
}

/** Builds the CDN of this process. */
export function createCdn({ log, find = (keys) => findPublishedSources(db(), keys), ...times }: CdnOptions): Cdn {
  const files = openClientFiles();
  const deviceFiles = openDeviceFiles();
  const publish = (source: PublishedSource): Promise<ServedText> => {
    const document = settingsDocument(source, ingestionOrigin(source.region), (type) => clientFacts(deviceFiles, type));
    return servedText(JSON.stringify(document), 'application/json; charset=utf-8');
  };
  const settings = new SettingsCache<ServedText>({
    find: async (keys) => {
      const sources = await find(keys);
      return new Map(await Promise.all(sources.map(async (one) => [one.writeKey, await publish(one)] as const)));
    },
    ...times,
    onError: (error) => log.warn('settings could not be read; the last known are given', { error }),
  });
  const originByHost = new Map(
    knownOrigins()
      .reverse()
      .map((origin) => [new URL(origin).host, origin]),
  );

  async function answer(req: IncomingMessage, res: ServerResponse, route: CdnRoute): Promise<void> {
    switch (route.kind) {
      case 'script': {
        const origin = originByHost.get(req.headers.host?.toLowerCase() ?? '') ?? installation().publicUrl;
        return answerText(req, res, await files.script(origin), SCRIPT_CACHE);
      }
      case 'bundle': {
        const text = await files.bundle(route.file);
        if (!text) return answerNothing(req, res, 404, 'analytics.js has no such file.');
        return answerText(req, res, text, HASHED.test(route.file) ? HASHED_CACHE : SCRIPT_CACHE);
      }
      case 'device': {
        const text = await deviceFiles.read(route.directory, route.file);
        if (!text) return answerNothing(req, res, 404, 'There is no such destination for browsers.');
        return answerText(req, res, text, HASHED_CACHE);
      }
      case 'settings': {
        const text = POSSIBLE_KEY.test(route.writeKey) ? await settings.get(route.writeKey) : null;
        if (!text) return answerNothing(req, res, 404, NO_SOURCE);
        return answerText(req, res, text, SETTINGS_CACHE);
      }
    }
  }

  return {
    handle(req, res) {
      const route = findCdnRoute(req.url ?? '/');
      if (!route) return false;
      if (req.method === 'OPTIONS') answerPreflight(res);
      else if (req.method !== 'GET' && req.method !== 'HEAD') {
        req.resume();
        answerNothing(req, res, 405, 'This address is read with GET.');
      } else {
        answer(req, res, route).catch((error: unknown) => {
          log.warn('the CDN could not answer', { kind: route.kind, error });
          answerNothing(req, res, 503, AWAY);
        });
      }
      return true;
    },
  };
}
