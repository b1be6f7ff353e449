'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../class-names';
import { useField } from './field-context';

const HEIGHTS = { sm: 'h-control-sm px-2 text-xs', md: 'h-control px-2.5', lg: 'h-control-lg px-3' };

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: 'sm' | 'md' | 'lg';
  /** For ids, keys, URLs. */
  mono?: boolean;
  invalid?: boolean;
  /** Stands inside the input at its right: a key hint, a button. Where it comes and goes, give `false` for none. */
  trailing?: ReactNode;
}

/** A one-line input. Inside a Field it needs no id; outside it needs `aria-label`. */
export function TextInput({ size = 'md', mono = false, invalid, trailing, className, ...rest }: TextInputProps) {
  const field = useField();
  const input = (
    <input
      id={field.id}
      aria-describedby={field.describedBy}
      aria-invalid={(invalid ?? field.invalid) || undefined}
      {...rest}
      className={classNames(
        'control',
        HEIGHTS[size],
        mono && 'font-mono text-xs',
        Boolean(trailing) && 'pr-9',
        className,
      )}
    />
  );
  // By whether it is given, not by what it holds: the input must stay the same element, with its focus, when it empties.
  if (trailing === undefined) return input;
  return (
    <span className="relative block w-full min-w-0">
      {input}
      <span className="absolute inset-y-0 right-1.5 flex items-center">{trailing}</span>
    </span>
  );
}
