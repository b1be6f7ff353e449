'use client';

import { Menu as Base } from '@base-ui/react/menu';
import Check from 'lucide-react/icons/check';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';

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

/** A menu under its trigger (a Button element). Arrow keys, typing ahead and Esc work; focus returns to the trigger. */
export function Menu({
  trigger,
  items,
  align = 'end',
  side = 'bottom',
  onOpen,
}: {
  trigger: ReactElement<Record<string, unknown>>;
  items: MenuItem[];
  align?: 'start' | 'center' | 'end';
  side?: 'bottom' | 'top' | 'right';
  onOpen?: () => void;
}) {
  return (
    <Base.Root
      modal={false}
      onOpenChange={(open) => {
        if (open) onOpen?.();
      }}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} side={side} className="z-50 outline-hidden">
          <Base.Popup className="popup max-h-(--available-height) max-w-80 min-w-[max(11rem,var(--anchor-width))] overflow-y-auto p-1 outline-hidden">
            {items.map((item, index) => (
              <Row key={index} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
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
