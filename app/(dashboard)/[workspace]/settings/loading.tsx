import { SkeletonPage } from '@/components/ui/page/skeleton';

/** Settings on their way. */
export default function Loading() {
  return <SkeletonPage tabs rows={4} />;
}
