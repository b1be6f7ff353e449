'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { classNames } from '../class-names';

/** The open tooltip; Tooltip fetches it when a control that has one is first pointed at or focused. */
export function TooltipPopup({
  open,
  anchor,
  side,
  className,
  children,
  ...pointer
}: {
  open: boolean;
  anchor: HTMLElement;
  side: 'top' | 'right' | 'bottom' | 'left';
  className: string | undefined;
  children: ReactNode;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}) {
  return (
    <Base.Root open={open}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} side={side} className="z-50">
          <Base.Popup {...pointer} role="tooltip" className={classNames('popup max-w-72 px-2 py-1 text-xs', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
