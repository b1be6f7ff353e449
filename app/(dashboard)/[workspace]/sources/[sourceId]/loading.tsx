import { Skeleton } from '@/components/ui/page/skeleton';

/** The snippet of a source on its way. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="max-w-205 space-y-4 px-gutter py-6">
      <Skeleton className="h-4 w-36" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
