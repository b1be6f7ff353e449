import { BRAND_ICONS } from '@/components/ui/data/brand-icons';
import { colouredLogo } from './coloured-logos';
import type { Drawing } from './drawing';
import { simpleIcon } from './simple-icons';

/** The drawing of a mark, one of `BRAND_ICONS`; throws when neither package has it. */
export function brandDrawing(name: string): Drawing {
  return colouredLogo(name) ?? simpleIcon(name);
}

/** One SVG with a symbol for every mark that the dashboard shows, each in its maker's colours, for both themes. */
export function brandSprite(): string {
  const symbols = BRAND_ICONS.map((name) => {
    const { viewBox, themed } = brandDrawing(name);
    return `<symbol id="${name}" viewBox="${viewBox}">${themed}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

/** The mark `name`, one of `BRAND_ICONS`, as an image of its own in its maker's colours. */
export function brandImage(name: string): string {
  const { viewBox, plain } = brandDrawing(name);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${plain}</svg>`;
}
