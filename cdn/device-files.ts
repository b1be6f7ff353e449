import { readFileSync } from 'node:fs';
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
  const files = JSON.parse(readFileSync(path.join(folder, 'manifest-latest.json'), 'utf8')) as Record<string, string>;
  const fileOf = new Map(Object.entries(files));
  const kept = new Map<string, Promise<ServedText>>();
  // Clients that are told to hide what they load ask for the folder's name in base64.
  const plain = (name: string) => (fileOf.has(name) ? name : Buffer.from(name, 'base64').toString('latin1'));
  return {
    find(directory) {
      const file = fileOf.get(directory);
      return file ? { path: `${DEVICE_PATH}/${directory}/${file}`, libraryName: `${directory}Destination` } : null;
    },
    read(name, file) {
      const directory = plain(name);
      if (fileOf.get(directory) !== file) return null;
      const found = kept.get(directory);
      if (found) return found;
      const made = readFile(path.join(folder, directory, file), 'utf8').then((text) =>
        // The maps lie beside the files in the package and are not served.
        servedText(text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), JAVASCRIPT),
      );
      kept.set(directory, made);
      made.catch(() => kept.delete(directory));
      return made;
    },
  };
}
