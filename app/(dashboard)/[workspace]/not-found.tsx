import { NotFoundInWorkspace } from '@/components/layout/not-found-in-workspace';

/** A source, destination or page that this workspace does not have; the shell stays. */
export default function NotFound() {
  return <NotFoundInWorkspace />;
}
