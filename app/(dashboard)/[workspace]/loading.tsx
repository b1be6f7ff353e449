import { SkeletonPage } from '@/components/ui/page/skeleton';

/** Any page of the workspace that has no skeleton of its own. */
export default function Loading() {
  return <SkeletonPage />;
}
