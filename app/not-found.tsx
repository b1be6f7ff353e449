import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';

/** No such address, workspace, or membership: which of them is not told. */
export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-sunken">
      <title>Not found · Switchyard</title>
      <EmptyState
        page
        title="There is nothing at this address"
        description="The link may be incomplete, or it leads to a workspace that you are not a member of. Ask an owner of it for an invitation."
        action={
          <LinkButton variant="primary" href="/">
            Go to your workspaces
          </LinkButton>
        }
      />
    </main>
  );
}
