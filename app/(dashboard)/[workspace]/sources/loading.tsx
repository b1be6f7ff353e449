import { SkeletonPage } from '@/components/ui/page/skeleton';

/** The list of sources on its way. */
export default function Loading() {
  return <SkeletonPage />;
}
