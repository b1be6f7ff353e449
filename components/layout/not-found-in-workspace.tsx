'use client';

import { useParams } from 'next/navigation';
import { LinkButton } from '../ui/form/link-button';
import { EmptyState } from '../ui/page/empty-state';

/** Nothing at this address in the workspace, and the ways out. */
export function NotFoundInWorkspace() {
  const { workspace } = useParams<{ workspace?: string }>();
  const base = workspace ? `/${workspace}` : '';
  return (
    <>
      <title>Not found · Switchyard</title>
      <EmptyState
        page
        title="There is nothing at this address"
        description="What was here may have been deleted, or the link may be incomplete. Deleted sources and destinations cannot be opened any more."
        action={
          <>
            <LinkButton variant="primary" href={base || '/'}>
              Go to Home
            </LinkButton>
            {workspace && (
              <>
                <LinkButton href={`${base}/sources`}>Sources</LinkButton>
                <LinkButton href={`${base}/destinations`}>Destinations</LinkButton>
              </>
            )}
          </>
        }
      />
    </>
  );
}
