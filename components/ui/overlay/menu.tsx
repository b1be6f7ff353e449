'use client';

import {
  cloneElement,
  lazy,
  Suspense,
  useCallback,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { MenuItem } from './menu-popup';

export type { MenuItem } from './menu-popup';

const load = () => import('./menu-popup');
const MenuPopup = lazy(async () => ({ default: (await load()).MenuPopup }));

interface TriggerProps {
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

/**
 * A menu under its trigger (a Button, or any button element). Arrow keys, typing ahead and Esc work; focus returns to
 * the trigger. Its code is fetched when the trigger is first pointed at or focused.
 */
export function Menu({
  trigger,
  items,
  align = 'end',
  side = 'bottom',
  onOpen,
}: {
  trigger: ReactElement<TriggerProps>;
  items: MenuItem[];
  align?: 'start' | 'center' | 'end';
  side?: 'bottom' | 'top' | 'right';
  onOpen?: () => void;
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const show = (button: HTMLElement) => {
    setAnchor(button);
    setOpen(true);
    onOpen?.();
  };
  const close = useCallback(() => setOpen(false), []);
  const fetch = () => void load().catch(() => undefined);
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onPointerEnter: fetch,
        onFocus: fetch,
        onClick: (event) => {
          if (open) close();
          else show(event.currentTarget);
        },
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show(event.currentTarget);
        },
      })}
      {anchor && (
        <Suspense fallback={null}>
          <MenuPopup open={open} onClose={close} anchor={anchor} items={items} align={align} side={side} />
        </Suspense>
      )}
    </>
  );
}
