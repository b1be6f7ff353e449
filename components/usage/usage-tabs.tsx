'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '@/components/ui/class-names';

/** The two things that are counted. Unlike other tabs these keep the month, which stands in the query. */
export function UsageTabs({ base, month, current }: { base: string; month: string; current: boolean }) {
  const path = usePathname();
  const query = current ? '' : `?month=${month}`;
  const tabs = [
    { href: base, label: 'MTUs' },
    { href: `${base}/api-calls`, label: 'API calls' },
  ];
  return (
    <nav aria-label="What is counted" className="flex h-tabs gap-5 border-b px-gutter">
      {tabs.map(({ href, label }) => (
        <Link
          key={href}
          href={`${href}${query}`}
          aria-current={path === href ? 'page' : undefined}
          className={classNames(
            'flex items-center border-b-2 focus-visible:-outline-offset-2',
            path === href
              ? 'border-(--text) font-medium text-default'
              : 'border-transparent text-muted hover:text-default',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
