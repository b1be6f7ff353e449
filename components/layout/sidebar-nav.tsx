'use client';

import ArrowRightFromLine from 'lucide-react/icons/arrow-right-from-line';
import ArrowRightToLine from 'lucide-react/icons/arrow-right-to-line';
import Gauge from 'lucide-react/icons/gauge';
import House from 'lucide-react/icons/house';
import LayoutGrid from 'lucide-react/icons/layout-grid';
import Settings from 'lucide-react/icons/settings';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Fragment } from 'react';
import { classNames } from '../ui/class-names';
import { Tooltip } from '../ui/overlay/tooltip';
import { isAt, placesOf, type Place } from './navigation';

const ICONS: Record<Place['key'], typeof House> = {
  home: House,
  sources: ArrowRightFromLine,
  destinations: ArrowRightToLine,
  catalog: LayoutGrid,
  usage: Gauge,
  settings: Settings,
};

/** The look of a row of the sidebar. */
export const SIDEBAR_ROW =
  'flex h-7.5 w-full items-center gap-2 rounded-md px-2 text-left hover:text-default pointer-coarse:h-10';

/**
 * The places of the workspace. `compact` shows words on wide screens and icons with tooltips below 1024 px;
 * without it, words always (the sheet on phones).
 */
export function SidebarNav({ slug, compact = false, onGo }: { slug: string; compact?: boolean; onGo?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label="Workspace">
      {placesOf(slug).map((group) => (
        <Fragment key={group.heading ?? 'top'}>
          {group.heading && (
            <div className={classNames('px-2 pt-3.5 pb-1 text-2xs text-faint', compact && 'max-lg:sr-only')}>
              {group.heading}
            </div>
          )}
          {group.heading && compact && <div aria-hidden className="mx-2 my-1.5 h-px bg-line lg:hidden" />}
          <ul className="space-y-px">
            {group.places.map((place) => (
              <li key={place.key}>
                <PlaceLink place={place} here={isAt(place, path)} compact={compact} onGo={onGo} />
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </nav>
  );
}

function PlaceLink({
  place,
  here,
  compact,
  onGo,
}: {
  place: Place;
  here: boolean;
  compact: boolean;
  onGo: (() => void) | undefined;
}) {
  const Icon = ICONS[place.key];
  const link = (
    <Link
      href={place.href}
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
      className={classNames(
        SIDEBAR_ROW,
        compact && 'max-lg:justify-center',
        here ? 'bg-active font-medium text-default' : 'text-muted hover:bg-hover',
      )}
    >
      {compact && <Icon aria-hidden className="size-4 shrink-0 lg:hidden" />}
      <span className={compact ? 'max-lg:sr-only' : undefined}>{place.label}</span>
    </Link>
  );
  if (!compact) return link;
  return <IconTooltip label={place.label}>{link}</IconTooltip>;
}

/** A tooltip that exists only while the sidebar is icons: on wide screens the word is already there. */
export function IconTooltip({
  label,
  children,
}: {
  label: string;
  children: React.ReactElement<Record<string, unknown>>;
}) {
  return (
    <Tooltip label={label} side="right" popupClassName="lg:hidden">
      {children}
    </Tooltip>
  );
}
