import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BRAND_ICONS } from '@/components/ui/data/brand-icons';

const PACKAGE = path.join(process.cwd(), 'node_modules', 'simple-icons');

interface IconData {
  title: string;
  slug?: string;
  hex: string;
}

/** The maker's colour, as light or dark as the page lets it be seen. */
function fillOf(hex: string): string {
  const clamped = (low: number, high: number) => `oklch(from #${hex} clamp(${low}, l, ${high}) c h)`;
  return `light-dark(${clamped(0.2, 0.64)}, ${clamped(0.68, 0.95)})`;
}

/** The maker's colour of every mark, by its name in simple-icons. */
function colours(): Map<string, string> {
  const icons = JSON.parse(readFileSync(path.join(PACKAGE, 'data', 'simple-icons.json'), 'utf8')) as IconData[];
  return new Map(icons.map(({ title, slug, hex }) => [slug ?? title.toLowerCase().replace(/[^a-z0-9]/g, ''), hex]));
}

function drawingOf(name: string): string {
  const drawing = /<path d="([^"]+)"/.exec(readFileSync(path.join(PACKAGE, 'icons', `${name}.svg`), 'utf8'))?.[1];
  if (!drawing) throw new Error(`simple-icons has no drawing of ${name}`);
  return drawing;
}

/** One SVG with a symbol for every mark that the dashboard shows, each in its maker's colour. */
export function brandSprite(): string {
  const hexes = colours();
  const symbols = BRAND_ICONS.map(
    (name) =>
      `<symbol id="${name}" viewBox="0 0 24 24"><path fill="${fillOf(hexes.get(name) ?? '000000')}" d="${drawingOf(name)}"/></symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

/** The mark `name`, one of `BRAND_ICONS`, as an image of its own in its maker's colour. */
export function brandImage(name: string): string {
  const fill = colours().get(name) ?? '000000';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#${fill}" d="${drawingOf(name)}"/></svg>`;
}
