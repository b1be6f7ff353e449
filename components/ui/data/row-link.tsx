import Link from 'next/link';
import type { ComponentProps } from 'react';
import { classNames } from '../class-names';

/** The link of a table row: stands in its first cell and stretches over the whole row. Other controls of the row need `relative z-1`. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      data-row-link
      className={classNames(
        'font-medium break-words after:absolute after:inset-0 focus-visible:outline-hidden focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus',
        className,
      )}
    />
  );
}
