import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { ResetForm } from '@/components/auth/reset-form';
import { LinkButton } from '@/components/ui/form/link-button';
import { readPasswordReset } from '@/control-plane/accounts/reset-password';
import { resetAction } from '../../actions';

export const metadata: Metadata = { title: 'Choose a new password', referrer: 'no-referrer' };

const SPENT = {
  used: { title: 'This link has been used', text: 'A link works once. Ask for another if you need one.' },
  expired: { title: 'This link has expired', text: 'A link works for one hour.' },
  unknown: { title: 'This link does not work', text: 'It may be incomplete: copy all of it from the message.' },
};

/** Where the link of a "forgotten password" mail leads. Opening it does not use it up. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const reset = await readPasswordReset(token);
  if (reset.state !== 'open') {
    const { title, text } = SPENT[reset.state];
    return (
      <AuthCard title={title} subtitle={text}>
        <LinkButton href="/forgot" variant="primary">
          Ask for a new link
        </LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Choose a new password" subtitle={`For ${reset.email}. Every other session will be signed out.`}>
      <ResetForm email={reset.email} reset={resetAction.bind(null, token)} />
    </AuthCard>
  );
}
