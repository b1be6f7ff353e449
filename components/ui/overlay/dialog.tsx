'use client';

import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-popup';
import { useWanted } from './use-wanted';

const load = () => import('./dialog-popup');
const DialogPopup = lazy(async () => ({ default: (await load()).DialogPopup }));

/** One decision. Focus moves in, stays, and returns where it came from; Esc and the cross close it. */
export function Dialog(props: DialogProps) {
  const wanted = useWanted(props.open, load);
  return <Suspense fallback={null}>{wanted && <DialogPopup {...props} />}</Suspense>;
}
