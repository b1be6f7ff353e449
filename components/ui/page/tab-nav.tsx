'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { classNames } from '../class-names';

export interface TabNavItem {
  href: string;
  label: string;
  count?: number;
}

/** The parts of an object, as links. The one whose address is the longest beginning of the current path is current. */
export function TabNav({ items, label = 'Parts of this page' }: { items: TabNavItem[]; label?: string }) {
  const path = usePathname();
  const list = useRef<HTMLElement>(null);
  const current = items
    .filter((item) => path === item.href || path.startsWith(`${item.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (tab && list.current)
      list.current.scrollLeft = tab.offsetLeft - list.current.clientWidth / 2 + tab.offsetWidth / 2;
  }, [current]);
  return (
    <nav
      ref={list}
      aria-label={label}
      className="relative flex h-tabs gap-5 overflow-x-auto overflow-y-hidden border-b px-gutter [scrollbar-width:none]"
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.href === current ? 'page' : undefined}
          className={classNames(
            'flex shrink-0 items-center border-b-2 whitespace-nowrap focus-visible:-outline-offset-2',
            item.href === current
              ? 'border-(--text) font-medium text-default'
              : 'border-transparent text-muted hover:text-default',
          )}
        >
          {item.label}
          {item.count !== undefined && <span className="ml-1.5 text-2xs font-normal text-faint">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
