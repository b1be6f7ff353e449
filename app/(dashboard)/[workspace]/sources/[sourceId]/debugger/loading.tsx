import { SkeletonRows } from '@/components/ui/page/skeleton';

/** The debugger on its way. */
export default function Loading() {
  return <SkeletonRows rows={16} label="Loading events" />;
}
