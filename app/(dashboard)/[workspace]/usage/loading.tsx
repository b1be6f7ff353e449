import { Skeleton, SkeletonRows } from '@/components/ui/page/skeleton';

/** Usage on its way: header, tabs, four numbers, chart, table. */
export default function UsageLoading() {
  return (
    <div aria-busy="true">
      <div className="flex h-header items-center px-gutter">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="ml-auto h-6 w-36" />
      </div>
      <div className="flex h-tabs items-center gap-5 border-b px-gutter">
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-16" />
      </div>
      <div className="grid h-24 grid-cols-2 items-center gap-6 border-b px-gutter md:grid-cols-4">
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-20" />
        <Skeleton className="h-8 w-20 max-md:hidden" />
        <Skeleton className="h-8 w-16 max-md:hidden" />
      </div>
      <div className="px-gutter pt-4 pb-2">
        <Skeleton className="h-64 w-full" />
      </div>
      <SkeletonRows rows={3} />
    </div>
  );
}
