import type { ReactNode } from 'react';
import { PageHeader } from '../ui/page/page-header';
import { TabNav } from '../ui/page/tab-nav';

/** Header and tabs of a settings page. Tabs that the person's role cannot open are not offered. */
export function SettingsFrame({
  slug,
  here,
  canManage,
  actions,
  children,
}: {
  slug: string;
  here: string;
  /** Whether tokens and audit log are offered. */
  canManage: boolean;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const base = `/${slug}/settings`;
  const items = [
    { href: base, label: 'General' },
    { href: `${base}/members`, label: 'Members' },
    { href: `${base}/oauth`, label: 'OAuth apps' },
    ...(canManage
      ? [
          { href: `${base}/tokens`, label: 'API tokens' },
          { href: `${base}/audit`, label: 'Audit log' },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader crumbs={[{ label: 'Settings', href: base }, { label: here }]} actions={actions} />
      <TabNav items={items} label="Settings" />
      {children}
    </>
  );
}
