import { classNames } from '../class-names';

/** A grey bar in the place of what is loading; it appears after 150 ms only. Size it by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={classNames('block animate-appear rounded-sm bg-active', className ?? 'h-4 w-40')} />
  );
}

/** Rows of a table on their way. */
export function SkeletonRows({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} aria-hidden className="flex h-row animate-appear items-center gap-6 border-b px-gutter">
          <Skeleton className={['h-3 w-40', 'h-3 w-56', 'h-3 w-32'][index % 3]} />
          <Skeleton className="ml-auto h-3 w-14" />
          <Skeleton className="h-3 w-16 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

/** A page with a header and rows on its way: what most loading.tsx return. */
export function SkeletonPage({ tabs = false, rows = 8 }: { tabs?: boolean; rows?: number }) {
  return (
    <div aria-busy="true">
      <div className="flex h-header items-center px-gutter">
        <Skeleton className="h-4 w-44" />
      </div>
      {tabs && (
        <div className="flex h-tabs items-center gap-5 border-b px-gutter">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-3 w-14" />
        </div>
      )}
      <SkeletonRows rows={rows} />
    </div>
  );
}
