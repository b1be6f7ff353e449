import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { currentUser } from '@/app/context';
import { AuthCard } from '@/components/auth/auth-card';
import { safeNext } from '@/components/auth/safe-next';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { LinkButton } from '@/components/ui/form/link-button';
import { anyAccount, signUpIsOpen } from '@/control-plane/accounts/sign-up';
import { installation } from '@/platform/installation';
import { signUpAction } from '../actions';

export const metadata: Metadata = { title: 'Create an account' };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** A new account, where strangers may make one; the very first account always may. */
export default async function SignUpPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : undefined);
  if (await currentUser()) redirect(target);
  const host = new URL(installation().publicUrl).host;
  if (!(await signUpIsOpen())) {
    return (
      <AuthCard
        title="You need an invitation"
        subtitle={`New accounts on ${host} are made by invitation only. Ask an owner of the workspace you want to join.`}
      >
        <LinkButton href="/sign-in">Sign in with an account you have</LinkButton>
      </AuthCard>
    );
  }
  const first = !(await anyAccount());
  return (
    <AuthCard
      title={first ? 'Set up Switchyard' : 'Create an account'}
      subtitle={first ? `The first account on ${host}. You create your workspace next.` : host}
      footer={
        first ? undefined : (
          <>
            Have an account?{' '}
            <Link href={`/sign-in?next=${encodeURIComponent(target)}`} className="link underline underline-offset-2">
              Sign in
            </Link>
          </>
        )
      }
    >
      <SignUpForm create={signUpAction.bind(null, target)} />
    </AuthCard>
  );
}
