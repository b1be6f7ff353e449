import { SkeletonRows } from '@/components/ui/page/skeleton';

/** The settings of a source on their way. */
export default function Loading() {
  return <SkeletonRows rows={6} />;
}
