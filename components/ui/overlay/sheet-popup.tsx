'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { classNames } from '../class-names';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The title is only read by screen readers. */
  hideTitle?: boolean;
  actions?: ReactNode;
  side?: 'right' | 'left';
  children: ReactNode;
}

/** The sheet itself; Sheet fetches it when it is first opened. */
export function SheetPopup({
  open,
  onOpenChange,
  title,
  hideTitle = false,
  actions,
  side = 'right',
  children,
}: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--dur-sheet) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={classNames(
            'fixed inset-y-0 z-40 flex flex-col bg-surface shadow-dialog outline-hidden transition-transform duration-(--dur-sheet) ease-(--ease-out)',
            side === 'right'
              ? 'right-0 w-[min(640px,100vw)] border-l data-ending-style:translate-x-full data-starting-style:translate-x-full'
              : 'left-0 w-[min(280px,85vw)] border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full',
          )}
        >
          {hideTitle ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="flex min-h-header shrink-0 items-center gap-2 border-b px-gutter">
              <Base.Title className="min-w-0 flex-1 truncate text-md font-semibold">{title}</Base.Title>
              {actions}
              <Base.Close
                aria-label="Close"
                className="-mr-2 flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-default pointer-coarse:size-10"
              >
                <X className="size-4" aria-hidden />
              </Base.Close>
            </div>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
