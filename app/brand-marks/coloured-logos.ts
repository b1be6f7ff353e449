import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onBothThemes } from './both-themes';
import type { Drawing } from './drawing';

/** Where the mark is in the package. `element` and `box` cut it out of a logo that is a mark and a word. */
interface Logo {
  icon: string;
  /** Which of its shapes is the mark, from 0; without it all are. */
  element?: number;
  /** A square around the mark. */
  box?: string;
  /** Its dark shapes lie on a ground of its own, so that they stay as they are on a dark page. */
  ownGround?: boolean;
}

/** The marks that come from `@iconify-json/logos`, by our name; every other is one of simple-icons. */
const LOGOS = new Map<string, Logo>(
  Object.entries({
    adobe: { icon: 'adobe-icon' },
    amplitude: { icon: 'amplitude-icon' },
    braze: { icon: 'braze-icon' },
    close: { icon: 'close' },
    customerio: { icon: 'customerio-icon' },
    drip: { icon: 'drip', box: '-18 0 146 146' },
    facebook: { icon: 'facebook' },
    googleads: { icon: 'google-ads' },
    googleanalytics: { icon: 'google-analytics' },
    heap: { icon: 'heap-icon' },
    javascript: { icon: 'javascript', ownGround: true },
    launchdarkly: { icon: 'launchdarkly-icon' },
    linkedin: { icon: 'linkedin-icon' },
    microsoft: { icon: 'microsoft-icon' },
    optimizely: { icon: 'optimizely-icon' },
    pipedrive: { icon: 'pipedrive', element: 1, box: '-11 22 96 96' },
    posthog: { icon: 'posthog-icon' },
    reddit: { icon: 'reddit-icon' },
    salesforce: { icon: 'salesforce' },
    segment: { icon: 'segment-icon' },
    sendgrid: { icon: 'sendgrid-icon' },
    slack: { icon: 'slack-icon' },
    survicate: { icon: 'survicate-icon' },
    tiktok: { icon: 'tiktok-icon' },
    twilio: { icon: 'twilio-icon' },
    webhooks: { icon: 'webhooks' },
    zapier: { icon: 'zapier-icon' },
  }),
);

interface Icon {
  body: string;
  width?: number;
  height?: number;
}

interface IconSet {
  icons: Record<string, Icon>;
  width: number;
  height: number;
}

const PACKAGE = path.join(process.cwd(), 'node_modules', '@iconify-json', 'logos', 'icons.json');
let read: Map<string, Icon> | undefined;

/** Those icons of the package that we draw; its file of 9 MB is read once and let go. */
function icons(): Map<string, Icon> {
  if (read) return read;
  const set = JSON.parse(readFileSync(PACKAGE, 'utf8')) as IconSet;
  read = new Map();
  for (const { icon } of LOGOS.values()) {
    const found = set.icons[icon];
    if (found) read.set(icon, { width: set.width, height: set.height, ...found });
  }
  return read;
}

/**
 * A mark of `@iconify-json/logos` in its own colours, or null when our mark of that name does not come from there. Throws
 * when the package does not have it, and for one with gradients or masks: Safari draws none through `<use>` from another
 * file, and their ids would have to differ from those of every other mark.
 */
export function colouredLogo(name: string): Drawing | null {
  const logo = LOGOS.get(name);
  if (!logo) return null;
  const icon = icons().get(logo.icon);
  if (!icon) throw new Error(`@iconify-json/logos has no ${logo.icon}`);
  const shapes = icon.body.match(/<[a-z]+ [^>]*\/>/g) ?? [];
  if (shapes.length === 0 || shapes.join('') !== icon.body) throw new Error(`${logo.icon} is more than plain shapes`);
  const wanted = logo.element === undefined ? shapes : shapes.slice(logo.element, logo.element + 1);
  // What names no colour is black.
  const filled = wanted.map((shape) => (shape.includes(' fill="') ? shape : shape.replace(/\/>$/, ' fill="#000"/>')));
  const plain = filled.join('');
  const themed = plain.replace(/fill="(#[0-9a-f]{3,6})"/gi, (_all, hex: string) => `fill="${onBothThemes(hex)}"`);
  return {
    viewBox: logo.box ?? `0 0 ${icon.width ?? 0} ${icon.height ?? 0}`,
    plain,
    themed: logo.ownGround ? plain : themed,
  };
}
