import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

/** Packages that stay outside Next's server bundle: they load native code, read their own files, or keep process-wide state. */
const serverExternalPackages = [
  'pg',
  '@prisma/adapter-pg',
  '@prisma/client',
  'nodemailer',
  '@segment/action-destinations',
  '@segment/actions-core',
];

/**
 * Next's settings. Our own server (processes/) stands in front of Next, so `output: 'standalone'` is not used: it would leave that server out.
 * @param {string} phase which of build, production or development server asks
 * @returns {import('next').NextConfig} the settings
 */
export default function nextConfig(phase) {
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    serverExternalPackages,
    devIndicators: false,
    // The Public API's base path ends in a slash in some clients; a redirect would cost each of them a round trip.
    skipTrailingSlashRedirect: true,
    // `npm run verify` checks the types of the whole tree, tests included; a start must not repeat that.
    typescript: { ignoreBuildErrors: true },
    compiler: { define: { SWITCHYARD_DEV: phase === PHASE_DEVELOPMENT_SERVER } },
    experimental: { optimizePackageImports: ['recharts', 'lucide-react', 'sonner', 'cmdk'] },
  };
}
