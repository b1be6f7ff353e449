// Finds a Chromium for the browser tests, and installs Debian's when there is none and we may.
import { existsSync } from 'node:fs';
import { runStep } from './run-step.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The path of a Chromium: CHROMIUM_PATH, else an installed one, else Debian's package. Null when there is none to be had. */
export async function ensureChromium() {
  const found = () => [process.env.CHROMIUM_PATH, ...PLACES].find((place) => place && existsSync(place)) ?? null;
  if (found()) return found();
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runStep('Refreshing the package lists', 'apt-get', ['update', '-q'], { env });
  await runStep(
    "Installing Debian's Chromium for the browser tests",
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    { env },
  );
  return found();
}
