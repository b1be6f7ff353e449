'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import X from 'lucide-react/icons/x';
import { useRef, type ReactNode } from 'react';
import { classNames } from '../class-names';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the one that does it last. */
  footer?: ReactNode;
  width?: 'md' | 'lg';
}

const FIELDS = 'input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)';

/** Where the focus starts: where a field has taken it, else in the first field, else on the dialog, never on its cross. */
function firstFocus(popup: HTMLElement | null, openedBy: string): HTMLElement | false | null {
  if (popup?.contains(document.activeElement)) return false;
  // By touch the dialog is focused, so that the keyboard does not cover it.
  const field = openedBy === 'touch' ? null : popup?.querySelector<HTMLElement>(FIELDS);
  return field ?? popup;
}

/** The dialog itself; Dialog fetches it when it is first opened. */
export function DialogPopup({ open, onOpenChange, title, description, children, footer, width = 'md' }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--dur-popover) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={(openedBy) => firstFocus(popup.current, openedBy)}
          className={classNames(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-xl border bg-raised shadow-dialog outline-hidden',
            'transition-[opacity,scale] duration-(--dur-popover) data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0',
            width === 'lg' ? 'max-w-3xl' : 'max-w-130',
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-md font-semibold break-words">{title}</Base.Title>
              {description && (
                <Base.Description render={<div />} className="mt-1 text-muted">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label="Close"
              className="-mt-1 -mr-2 flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-default pointer-coarse:size-10"
            >
              <X className="size-4" aria-hidden />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">{children}</div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t bg-raised px-5 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
