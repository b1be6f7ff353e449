import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { Providers } from '@/components/layout/providers';
import { readTheme, THEME_COOKIE } from '@/components/layout/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Switchyard', template: '%s · Switchyard' },
  description: 'Collect events once, filter them, deliver them everywhere, and see what happened to each.',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

/** The document. The theme comes from a cookie, so the first paint already has it; the nonce is this response's (proxy.ts). */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
