'use client';

import CircleUser from 'lucide-react/icons/circle-user';
import Keyboard from 'lucide-react/icons/keyboard';
import LogOut from 'lucide-react/icons/log-out';
import { useState } from 'react';
import { classNames } from '../ui/class-names';
import { Menu } from '../ui/overlay/menu';
import { useShell } from './shell-context';
import { SIDEBAR_ROW } from './sidebar-nav';
import { readTheme, THEME_COOKIE, type Theme } from './theme';

const A_YEAR = 365 * 24 * 3600;

function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.theme);
}

function applyTheme(theme: Theme): void {
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

async function signOut(): Promise<void> {
  const auth = await import('next-auth/react');
  await auth.signOut({ callbackUrl: '/sign-in' });
}

/** The signed-in person: account, theme, keyboard map, sign out. */
export function AccountMenu({ user, compact = false }: { user: { name: string; email: string }; compact?: boolean }) {
  const [theme, setTheme] = useState<Theme | null>(null);
  const { openKeyboardMap } = useShell();
  const name = user.name || user.email;
  return (
    <Menu
      align="start"
      side="top"
      onOpen={() => setTheme(currentTheme())}
      trigger={
        <button
          type="button"
          aria-label={`Account of ${name}`}
          className={classNames(SIDEBAR_ROW, 'text-muted hover:bg-hover', compact && 'max-lg:justify-center')}
        >
          {compact && (
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-full bg-active text-2xs font-medium lg:hidden"
            >
              {(name[0] ?? '?').toUpperCase()}
            </span>
          )}
          <span className={classNames('min-w-0 truncate', compact && 'max-lg:sr-only')}>{name}</span>
        </button>
      }
      items={[
        { kind: 'heading', label: user.email },
        {
          kind: 'choice',
          label: 'Theme',
          value: theme ?? 'system',
          options: [
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ],
          onChange: (value) => {
            const next = readTheme(value);
            setTheme(next);
            applyTheme(next);
          },
        },
        { kind: 'separator' },
        { kind: 'link', href: '/account', label: 'Account', icon: <CircleUser aria-hidden /> },
        { label: 'Keyboard shortcuts', icon: <Keyboard aria-hidden />, hint: '?', onSelect: openKeyboardMap },
        { label: 'Sign out', icon: <LogOut aria-hidden />, onSelect: () => void signOut() },
      ]}
    />
  );
}
