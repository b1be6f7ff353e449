'use client';

import { lazy, Suspense } from 'react';
import type { SheetProps } from './sheet-popup';
import { useWanted } from './use-wanted';

const load = () => import('./sheet-popup');
const SheetPopup = lazy(async () => ({ default: (await load()).SheetPopup }));

/** Looks at one thing without leaving the list: slides in from the right (or from the left, for navigation). */
export function Sheet(props: SheetProps) {
  const wanted = useWanted(props.open, load);
  return <Suspense fallback={null}>{wanted && <SheetPopup {...props} />}</Suspense>;
}
