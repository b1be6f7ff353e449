'use client';

import { Menu as Base } from '@base-ui/react/menu';
import Check from 'lucide-react/icons/check';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A row of a menu: does something, goes somewhere, chooses one of a group, or divides. */
export type MenuItem =
  | {
      kind?: 'action';
      label: ReactNode;
      icon?: ReactNode;
      hint?: ReactNode;
      onSelect: () => void;
      danger?: boolean;
      disabled?: boolean;
    }
  | { kind: 'link'; label: ReactNode; icon?: ReactNode; hint?: ReactNode; href: string }
  | {
      kind: 'choice';
      label: string;
      value: string;
      options: { value: string; label: string }[];
      onChange: (value: string) => void;
    }
  | { kind: 'heading'; label: ReactNode }
  | { kind: 'separator' };

const ITEM =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-hidden select-none data-disabled:text-disabled data-highlighted:bg-hover pointer-coarse:min-h-10 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-faint';

/** The open menu; Menu fetches it when it is first needed. */
export function MenuPopup({
  open,
  onClose,
  anchor,
  items,
  align,
  side,
}: {
  open: boolean;
  onClose: () => void;
  /** The button it belongs to. */
  anchor: HTMLElement;
  items: MenuItem[];
  align: 'start' | 'center' | 'end';
  side: 'bottom' | 'top' | 'right';
}) {
  return (
    <Base.Root
      modal={false}
      open={open}
      onOpenChange={(next, { event }) => {
        // A press on the button itself is the button's business: it closes the menu on its click.
        const onButton = event.target instanceof Node && anchor.contains(event.target);
        if (!next && !(onButton && event.type !== 'keydown')) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align={align} side={side} className="z-50 outline-hidden">
          <Base.Popup
            finalFocus={() => (dialogOpenedBeside(anchor) ? false : anchor)}
            aria-label={anchor.getAttribute('aria-label') ?? anchor.textContent ?? undefined}
            className="popup max-h-(--available-height) max-w-80 min-w-[max(11rem,var(--anchor-width))] overflow-y-auto p-1 outline-hidden"
          >
            {items.map((item, index) => (
              <Row key={index} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Whether an item has opened a dialog: then the focus is the dialog's, which gives it back when it closes. */
function dialogOpenedBeside(anchor: HTMLElement): boolean {
  return [...document.querySelectorAll('[role="dialog"]')].some((dialog) => !dialog.contains(anchor));
}

function Row({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'separator':
      return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
    case 'heading':
      return <div className="px-2 pt-1.5 pb-0.5 text-2xs text-faint">{item.label}</div>;
    case 'link':
      return (
        <Base.Item className={ITEM} render={<Link href={item.href} />}>
          <Content icon={item.icon} label={item.label} hint={item.hint} />
        </Base.Item>
      );
    case 'choice':
      return (
        <Base.RadioGroup value={item.value} onValueChange={(value: string) => item.onChange(value)}>
          <div className="px-2 pt-1.5 pb-0.5 text-2xs text-faint">{item.label}</div>
          {item.options.map((option) => (
            <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
              <span className="flex size-3.5 shrink-0">
                <Base.RadioItemIndicator>
                  <Check aria-hidden />
                </Base.RadioItemIndicator>
              </span>
              {option.label}
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      );
    default:
      return (
        <Base.Item
          className={`${ITEM} ${item.danger ? 'text-failed-text' : ''}`}
          disabled={item.disabled}
          onClick={item.onSelect}
        >
          <Content icon={item.icon} label={item.label} hint={item.hint} />
        </Base.Item>
      );
  }
}

function Content({ icon, label, hint }: { icon?: ReactNode; label: ReactNode; hint?: ReactNode }) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="text-2xs text-faint">{hint}</span>}
    </>
  );
}
