import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { servedText, type ServedText } from './served-text';

const PACKAGE = '@segment/browser-destinations';
const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** Where clients look for the code of a destination, below the origin they load from. */
export const DEVICE_PATH = '/next-integrations/actions';

/** The browser builds of destinations that run in pages. */
export interface DeviceFiles {
  /** The path of a destination's code and the global function it defines; null when the package has no build of it. */
  find(directory: string): { path: string; libraryName: string } | null;
  /** The file of a path below `DEVICE_PATH`; null when there is none. */
  read(directory: string, file: string): Promise<ServedText> | null;
}

/** Finds the files by the package's own manifest; each is read and compressed when it is first asked for, and kept. */
export function openDeviceFiles(): DeviceFiles {
  // The package exports its CommonJS entry, dist/cjs/index.js, and no other path.
  const entry = createRequire(path.join(process.cwd(), 'package.json')).resolve(PACKAGE);
  const folder = path.join(path.dirname(entry), '..', 'web');
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest-latest.json'), 'utf8')) as Record<
    string,
    string
  >;
  const fileOf = new Map(Object.entries(manifest));
  // Beside each destination's own file lie parts that several of them load, and copies under names in base64, which
  // clients ask for that are told to hide what they load.
  const parts = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  const served = new Set(
    parts.flatMap(({ name }) => readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`)),
  );
  const kept = new Map<string, Promise<ServedText>>();
  return {
    find(directory) {
      const file = fileOf.get(directory);
      return file ? { path: `${DEVICE_PATH}/${directory}/${file}`, libraryName: `${directory}Destination` } : null;
    },
    read(directory, file) {
      const name = `${directory}/${file}`;
      if (!served.has(name) || !file.endsWith('.js')) return null;
      const found = kept.get(name);
      if (found) return found;
      const made = readFile(path.join(folder, directory, file), 'utf8').then((text) =>
        // The maps are not served.
        servedText(text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), JAVASCRIPT),
      );
      kept.set(name, made);
      made.catch(() => kept.delete(name));
      return made;
    },
  };
}
