import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { localScript } from './local-script';
import { servedText, type ServedText } from './served-text';

const STANDALONE = 'standalone.js';
const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** The browser files of @segment/analytics-next. */
export interface ClientFiles {
  /** The script that the snippet loads, its default addresses those of `origin`. */
  script(origin: string): Promise<ServedText>;
  /** One file of the package's browser build, unchanged; null when it has none of that name. */
  bundle(name: string): Promise<ServedText> | null;
}

/** Finds the files; each is read and compressed when it is first asked for, and kept (2 MB for all of them). */
export function openClientFiles(): ClientFiles {
  const folder = path.dirname(createRequire(import.meta.url).resolve(`@segment/analytics-next/dist/umd/${STANDALONE}`));
  const names = new Set(readdirSync(folder).filter((name) => /\.js(\.map)?$/.test(name)));
  const kept = new Map<string, Promise<ServedText>>();
  const once = (key: string, make: () => Promise<ServedText>) => {
    const found = kept.get(key);
    if (found) return found;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
  return {
    script: (origin) =>
      once(origin, async () =>
        servedText(localScript(await readFile(path.join(folder, STANDALONE), 'utf8'), origin), JAVASCRIPT),
      ),
    bundle: (name) => {
      if (!names.has(name)) return null;
      const type = name.endsWith('.map') ? 'application/json' : JAVASCRIPT;
      return once(name, async () => servedText(await readFile(path.join(folder, name)), type));
    },
  };
}
