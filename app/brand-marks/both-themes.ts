/** The least contrast of a drawing to the page (WCAG 2.2, 1.4.11). */
const LEAST_CONTRAST = 3;
/** Relative luminance of the tile that marks stand on, in the dark theme (`--surface-raised`). */
const DARK_TILE = 0.009;
/** Below this difference between its channels, of 255, a colour is a grey. */
const GREY = 20;

function channels(hex: string): number[] {
  const digits = hex.replace('#', '');
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => parseInt(six.slice(at, at + 2), 16));
}

/** Relative luminance of an sRGB colour, 0 to 1, as WCAG defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function isGrey(hex: string): boolean {
  const rgb = channels(hex);
  return Math.max(...rgb) - Math.min(...rgb) < GREY;
}

/** Lightness of a grey on a dark page: black becomes nearly white, as makers draw themselves on black. */
const TURNED_ROUND = 'clamp(.68,1.1 - l,.93)';

/**
 * A colour of a coloured mark as a CSS colour that can be seen on both themes: as it is, or, when it would drown in the
 * dark one, lightened there; a grey turns round.
 */
export function onBothThemes(hex: string): string {
  if ((luminance(hex) + 0.05) / (DARK_TILE + 0.05) >= LEAST_CONTRAST) return hex;
  return `light-dark(${hex},oklch(from ${hex} ${isGrey(hex) ? TURNED_ROUND : 'max(l,.66)'} c h))`;
}

/** The one colour of a mark as a CSS colour that is dark or light enough for either theme. */
export function oneColour(hex: string): string {
  const light = isGrey(hex) ? TURNED_ROUND : 'clamp(.68,l,.95)';
  return `light-dark(oklch(from ${hex} clamp(.2,l,.64) c h),oklch(from ${hex} ${light} c h))`;
}

/** Whether a colour is so light that, made dark enough for a white page, it is another one: yellow becomes olive. */
export function needsOutline(hex: string): boolean {
  return luminance(hex) > 0.8;
}
