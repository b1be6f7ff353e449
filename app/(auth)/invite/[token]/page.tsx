import type { Metadata } from 'next';
import { currentUser } from '@/app/context';
import { AcceptInviteForm } from '@/components/auth/accept-invite-form';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { LinkButton } from '@/components/ui/form/link-button';
import { readInvite, type InviteState } from '@/control-plane/invites/read-invite';
import { roleLabel } from '@/control-plane/members/role-words.schema';
import { acceptAsNewAction, acceptInviteAction } from './actions';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

const SPENT = {
  accepted: { title: 'This invitation has been used', text: 'A link works once. If it was you, you are a member:' },
  revoked: { title: 'This invitation was revoked', text: 'Ask an owner of the workspace for a new one.' },
  expired: { title: 'This invitation has expired', text: 'A link works for 7 days. Ask an owner for a new one.' },
  unknown: {
    title: 'This link does not work',
    text: 'It may be incomplete, or a newer link was sent since: use the one of the latest message.',
  },
};

/** Where the link of an invitation leads. Opening it does not use it up. */
export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invite = await readInvite(token);
  if (invite.state !== 'open') {
    const { title, text } = SPENT[invite.state];
    return (
      <AuthCard title={title} subtitle={text}>
        <LinkButton href="/" variant="primary">
          {invite.state === 'accepted' ? 'Go to your workspaces' : 'Go to Switchyard'}
        </LinkButton>
      </AuthCard>
    );
  }
  return <OpenInvite token={token} invite={invite} />;
}

async function OpenInvite({ token, invite }: { token: string; invite: Extract<InviteState, { state: 'open' }> }) {
  const person = await currentUser();
  const title = `Join ${invite.workspaceName}`;
  const role = roleLabel(invite.role);
  const by = invite.invitedBy === null ? 'You are invited' : `${invite.invitedBy} invites you`;
  if (person !== null && person.email !== invite.email) {
    return (
      <AuthCard
        title="This invitation is for another address"
        subtitle={`It was sent to ${invite.email}. You are signed in as ${person.email}.`}
        footer="Only the invited address can accept it. An owner can invite your other address too."
      >
        <SignOutButton label="Sign out and use the invited address" then={`/invite/${token}`} look="primary" />
      </AuthCard>
    );
  }
  if (person !== null) {
    return (
      <AuthCard title={title} subtitle={`${by} as ${role}. You are signed in as ${person.email}.`}>
        <AcceptInviteForm workspaceName={invite.workspaceName} accept={acceptInviteAction.bind(null, token)} />
      </AuthCard>
    );
  }
  if (invite.hasAccount) {
    return (
      <AuthCard title={title} subtitle={`${by} as ${role}. Sign in with your account to accept.`}>
        <SignInForm next={`/invite/${token}`} email={invite.email} />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={title} subtitle={`${by} as ${role}. Create your account to accept.`}>
      <SignUpForm
        email={invite.email}
        submitLabel="Create account and join"
        create={acceptAsNewAction.bind(null, token)}
      />
    </AuthCard>
  );
}
