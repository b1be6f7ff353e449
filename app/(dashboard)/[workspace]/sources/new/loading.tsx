import { SkeletonPage } from '@/components/ui/page/skeleton';

/** The catalog of source types on its way. */
export default function Loading() {
  return <SkeletonPage rows={12} />;
}
