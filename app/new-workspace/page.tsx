import type { Metadata } from 'next';
import Link from 'next/link';
import { requireUser } from '@/app/context';
import { AuthCard } from '@/components/auth/auth-card';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { WorkspaceForm } from '@/components/settings/workspace-form';
import { currentWorkspaces } from '@/control-plane/workspaces/list-my-workspaces';
import { installation } from '@/platform/installation';
import { checkSlugAction, createWorkspaceAction } from './actions';

export const metadata: Metadata = { title: 'New workspace' };

/** Makes a workspace: the first one right after signing up, another one from the switcher. */
export default async function NewWorkspacePage() {
  const person = await requireUser();
  const [home] = await currentWorkspaces(person.id);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-sunken px-4 py-10">
      <AuthCard
        title={home ? 'New workspace' : 'Create your workspace'}
        subtitle="Sources, destinations and teammates live in a workspace."
        footer={
          home ? (
            <Link href={`/${home.slug}`} className="link">
              Back to {home.name}
            </Link>
          ) : (
            <span className="flex flex-wrap items-center gap-x-2">
              <span>Signed in as {person.email}.</span>
              <SignOutButton look="link" />
            </span>
          )
        }
      >
        <WorkspaceForm
          host={new URL(installation().publicUrl).host}
          size="lg"
          submitLabel="Create workspace"
          save={createWorkspaceAction}
          checkSlug={checkSlugAction}
          goTo=""
        />
      </AuthCard>
    </main>
  );
}
