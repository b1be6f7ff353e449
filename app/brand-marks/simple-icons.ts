import { readFileSync } from 'node:fs';
import path from 'node:path';
import { needsOutline, oneColour } from './both-themes';
import type { Drawing } from './drawing';

interface IconData {
  title: string;
  slug?: string;
  hex: string;
}

const PACKAGE = path.join(process.cwd(), 'node_modules', 'simple-icons');
let hexes: Map<string, string> | undefined;

/** The maker's colour of every mark, by its name in the package; read once. */
function colours(): Map<string, string> {
  if (hexes) return hexes;
  const icons = JSON.parse(readFileSync(path.join(PACKAGE, 'data', 'simple-icons.json'), 'utf8')) as IconData[];
  hexes = new Map(icons.map(({ title, slug, hex }) => [slug ?? title.toLowerCase().replace(/[^a-z0-9]/g, ''), hex]));
  return hexes;
}

/** A mark of simple-icons: one shape in one colour. Throws when the package does not have it. */
export function simpleIcon(name: string): Drawing {
  const shape = /<path d="([^"]+)"/.exec(readFileSync(path.join(PACKAGE, 'icons', `${name}.svg`), 'utf8'))?.[1];
  if (!shape) throw new Error(`simple-icons has no drawing of ${name}`);
  const hex = `#${colours().get(name) ?? '000000'}`;
  const plain = `<path fill="${hex}" d="${shape}"/>`;
  if (needsOutline(hex)) {
    const outline = 'stroke="light-dark(#000,transparent)" stroke-width="1"';
    return { viewBox: '-1 -1 26 26', plain, themed: plain.replace('<path', `<path ${outline}`) };
  }
  return { viewBox: '0 0 24 24', plain, themed: plain.replace(hex, oneColour(hex)) };
}
