import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Link from 'next/link';
import { Fragment } from 'react';
import type { MappingListItem } from '@/control-plane/subscriptions/mapping-list';

/** How many are named. */
const SHOWN = 4;

/** The page of a mapping, at one of its fields. */
export const atField = (href: string, path: string) => `${href}?field=${encodeURIComponent(path)}`;

/** What a mapping of the list lacks, each leading to its field; and what that means while it is enabled. */
export function RowNeeds({ item, href }: { item: MappingListItem; href: string }) {
  if (item.needs.length === 0) return null;
  return (
    <p className="mt-0.5 flex gap-1.5 text-xs">
      <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0 text-retrying-mark" />
      <span className="min-w-0 break-words">
        Needs:{' '}
        {item.needs.slice(0, SHOWN).map(({ path, label }, index) => (
          <Fragment key={path}>
            {index > 0 && ', '}
            <Link href={atField(href, path)} className="link relative z-1 underline underline-offset-2">
              {label}
            </Link>
          </Fragment>
        ))}
        {item.needs.length > SHOWN && ` and ${item.needs.length - SHOWN} more`}
        {item.enabled && '. Its events are rejected until then.'}
      </span>
    </p>
  );
}
