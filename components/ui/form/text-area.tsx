'use client';

import type { ComponentProps } from 'react';
import { classNames } from '../class-names';
import { useField } from './field-context';

/** Several lines of text. Inside a Field it needs no id; outside it needs `aria-label`. */
export function TextArea({
  mono = false,
  invalid,
  className,
  rows = 4,
  ...rest
}: ComponentProps<'textarea'> & { mono?: boolean; invalid?: boolean }) {
  const field = useField();
  return (
    <textarea
      id={field.id}
      aria-describedby={field.describedBy}
      aria-invalid={(invalid ?? field.invalid) || undefined}
      rows={rows}
      {...rest}
      className={classNames('control block px-2.5 py-1.5', mono && 'font-mono text-xs', className)}
    />
  );
}
