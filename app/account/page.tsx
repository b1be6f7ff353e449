import type { Metadata } from 'next';
import Link from 'next/link';
import { requireUser } from '@/app/context';
import { EndSessions } from '@/components/auth/end-sessions';
import { NameForm } from '@/components/auth/name-form';
import { PasswordForm } from '@/components/auth/password-form';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { PageHeader } from '@/components/ui/page/page-header';
import { Section } from '@/components/ui/page/section';
import { currentWorkspaces } from '@/control-plane/workspaces/list-my-workspaces';
import { roleLabel } from '@/control-plane/members/role-words.schema';
import { changeNameAction, changePasswordAction, endSessionsAction } from './actions';

export const metadata: Metadata = { title: 'Account' };

/** One's own account: name, password, sessions, and the workspaces one belongs to. */
export default async function AccountPage() {
  const person = await requireUser();
  const workspaces = await currentWorkspaces(person.id);
  const home = workspaces[0];
  return (
    <main className="mx-auto min-h-dvh max-w-measure">
      <PageHeader
        crumbs={[
          home ? { label: home.name, href: `/${home.slug}` } : { label: 'Switchyard', href: '/' },
          { label: 'Account' },
        ]}
        actions={<SignOutButton />}
      />
      <div className="space-y-10 border-t px-gutter py-6">
        <Section title="You">
          <NameForm name={person.name} email={person.email} save={changeNameAction} />
        </Section>
        <Section title="Password" description="Changing it signs you out everywhere else.">
          <PasswordForm email={person.email} change={changePasswordAction} />
        </Section>
        <Section title="Sessions" description="A session lasts 30 days in the browser where you signed in.">
          <EndSessions end={endSessionsAction} />
        </Section>
        <Section title="Workspaces">
          {workspaces.length === 0 ? (
            <p className="text-muted">You are not a member of any.</p>
          ) : (
            <ul className="border-t">
              {workspaces.map((workspace) => (
                <li key={workspace.id} className="flex min-h-row items-center justify-between gap-4 border-b py-1.5">
                  <Link href={`/${workspace.slug}`} className="min-w-0 font-medium break-words hover:underline">
                    {workspace.name}
                  </Link>
                  <span className="shrink-0 text-muted">{roleLabel(workspace.role)}</span>
                </li>
              ))}
            </ul>
          )}
          <p className="mt-3">
            <Link href="/new-workspace" className="link">
              New workspace
            </Link>
          </p>
        </Section>
      </div>
    </main>
  );
}
