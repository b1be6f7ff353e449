'use client';

import {
  cloneElement,
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
} from 'react';

const load = () => import('./tooltip-popup');
const TooltipPopup = lazy(async () => ({ default: (await load()).TooltipPopup }));

const DELAY_MS = 400;
/** Time to move the pointer from the control onto the tooltip. */
const GRACE_MS = 120;
/** After one tooltip has closed, its neighbours open at once for this long. */
const NEIGHBOUR_MS = 500;
let closedAt = 0;

interface TriggerProps {
  onPointerEnter?: (event: SyntheticEvent<HTMLElement>) => void;
  onPointerLeave?: (event: SyntheticEvent<HTMLElement>) => void;
  onFocus?: (event: SyntheticEvent<HTMLElement>) => void;
  onBlur?: (event: SyntheticEvent<HTMLElement>) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * A short explanation on hover and focus; Esc closes it. It never holds the only name of a control: give that an
 * aria-label, and an aria-description where the explanation matters.
 */
export function Tooltip({
  label,
  side = 'top',
  popupClassName,
  children,
}: {
  label: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  popupClassName?: string;
  children: ReactElement<TriggerProps>;
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const after = (ms: number, next: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!next && open) closedAt = Date.now();
      setOpen(next);
    }, ms);
  };
  const show = (event: SyntheticEvent<HTMLElement>) => {
    void load().catch(() => undefined);
    setAnchor(event.currentTarget);
    after(Date.now() - closedAt < NEIGHBOUR_MS ? 0 : DELAY_MS, true);
  };
  const { props } = children;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event) => {
          props.onPointerEnter?.(event);
          show(event);
        },
        onPointerLeave: (event) => {
          props.onPointerLeave?.(event);
          after(GRACE_MS, false);
        },
        onFocus: (event) => {
          props.onFocus?.(event);
          if (event.currentTarget.matches(':focus-visible')) show(event);
        },
        onBlur: (event) => {
          props.onBlur?.(event);
          after(0, false);
        },
        onKeyDown: (event) => {
          props.onKeyDown?.(event);
          if (event.key === 'Escape') after(0, false);
        },
      })}
      {anchor && (
        <Suspense fallback={null}>
          <TooltipPopup
            open={open}
            anchor={anchor}
            side={side}
            className={popupClassName}
            onPointerEnter={() => clearTimeout(timer.current)}
            onPointerLeave={() => after(0, false)}
          >
            {label}
          </TooltipPopup>
        </Suspense>
      )}
    </>
  );
}
