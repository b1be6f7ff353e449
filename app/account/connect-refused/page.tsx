import type { Metadata } from 'next';
import { requireUser } from '@/app/context';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';

export const metadata: Metadata = { title: 'Not connected' };

/** Where one gets who comes back from a vendor with a state that is not ours, or that is for a workspace of others. */
export default async function ConnectRefusedPage() {
  await requireUser();
  return (
    <main className="flex min-h-dvh items-center justify-center bg-sunken">
      <EmptyState
        page
        title="The account was not connected"
        description="The address that the vendor sent you back to is not one that you began with here. Nothing was changed. Start again from the Settings tab of the destination."
        action={
          <LinkButton variant="primary" href="/">
            Go to your workspaces
          </LinkButton>
        }
      />
    </main>
  );
}
