import { SkeletonRows } from '@/components/ui/page/skeleton';

/** The tab on its way; header and tabs stay. */
export default function Loading() {
  return <SkeletonRows rows={6} />;
}
