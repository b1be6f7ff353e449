import type { GuideStep } from '../metadata';

/** The installing step of a package from npm, for three package managers. */
export function npmInstall(packages: string, description: string): GuideStep {
  return {
    title: 'Install the library',
    description,
    samples: [
      { label: 'npm', language: 'bash', code: `npm install ${packages}` },
      { label: 'yarn', language: 'bash', code: `yarn add ${packages}` },
      { label: 'pnpm', language: 'bash', code: `pnpm add ${packages}` },
    ],
  };
}
