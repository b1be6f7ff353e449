'use client';

import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../class-names';

export interface SegmentedOption<V extends string = string> {
  value: V;
  label: ReactNode;
}

/** Two to four views of the same thing. One stop of the Tab key; arrows choose. */
export function Segmented<V extends string>({
  value,
  onChange,
  options,
  label,
  className,
}: {
  value: V;
  onChange: (value: V) => void;
  options: readonly SegmentedOption<V>[];
  label: string;
  className?: string;
}) {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = (options.findIndex((option) => option.value === value) + step + options.length) % options.length;
    const next = options[index];
    if (!next) return;
    onChange(next.value);
    group.current?.querySelectorAll('button')[index]?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      onKeyDown={move}
      className={classNames('inline-flex h-control-sm shrink-0 rounded-md border border-strong', className)}
    >
      {options.map((option) => {
        const on = option.value === value;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={on}
            tabIndex={on ? 0 : -1}
            onClick={() => onChange(option.value)}
            className={classNames(
              'inline-flex items-center gap-1.5 border-strong px-2.5 text-xs whitespace-nowrap first:rounded-l-[5px] last:rounded-r-[5px] not-first:border-l',
              on ? 'bg-active font-medium text-default' : 'text-muted hover:bg-hover hover:text-default',
            )}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
