'use client';

import type { ComponentProps, KeyboardEvent } from 'react';
import { classNames } from '../class-names';
import { stepRows } from './step-rows';

type CellProps<T extends 'th' | 'td'> = ComponentProps<T> & {
  /** Numbers: right, tabular. */
  numeric?: boolean;
  /** Hidden on phones; say the same within the row's first cell if it matters. */
  fold?: boolean;
};

// The last cell that is not folded away has the edge's padding, on phones too.
const EDGES = 'first:pl-(--edge) last:pr-(--edge) max-md:[&:not(:has(~:not([data-fold])))]:pr-(--edge)';

/**
 * A table over the full width; `inset` when it stands inside padding. Arrow keys, j and k go from row to row when rows
 * are links (RowLink).
 */
export function Table({
  label,
  inset = false,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { label: string; inset?: boolean }) {
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    if (stepRows(event.currentTarget, event.key, event.target)) event.preventDefault();
  };
  return (
    <table
      {...rest}
      aria-label={label}
      onKeyDown={move}
      className={classNames('w-full border-collapse', inset ? '[--edge:0px]' : '[--edge:var(--gutter)]', className)}
    >
      {children}
    </table>
  );
}

/** The head; it stays in view while the table scrolls. */
export function THead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead {...rest} className={classNames('sticky top-0 z-10 bg-surface', className)} />;
}

/** The body. */
export function TBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

/** A row; with a RowLink in it, the whole row is the link. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      className={classNames(
        'group/row relative [tbody_&]:has-[[data-row-link]]:hover:bg-hover [tbody_&]:has-[[data-row-link]:focus-visible]:bg-selected',
        className,
      )}
    />
  );
}

/** A head cell. */
export function Th({ numeric, fold, className, scope = 'col', ...rest }: CellProps<'th'>) {
  return (
    <th
      {...rest}
      scope={scope}
      data-fold={fold || undefined}
      className={classNames(
        'h-8 border-b px-3 text-left text-xs font-medium whitespace-nowrap text-muted',
        EDGES,
        numeric && 'text-right',
        fold && 'max-md:hidden',
        className,
      )}
    />
  );
}

/** A cell. */
export function Td({ numeric, fold, className, ...rest }: CellProps<'td'>) {
  return (
    <td
      {...rest}
      data-fold={fold || undefined}
      className={classNames(
        'h-row border-b px-3 py-1.5',
        EDGES,
        numeric && 'text-right whitespace-nowrap tabular-nums',
        fold && 'max-md:hidden',
        className,
      )}
    />
  );
}
