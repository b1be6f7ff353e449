import { SkeletonPage } from '@/components/ui/page/skeleton';

/** The list on its way. */
export default function Loading() {
  return <SkeletonPage />;
}
