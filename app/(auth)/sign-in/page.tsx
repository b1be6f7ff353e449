import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { currentUser } from '@/app/context';
import { AuthCard } from '@/components/auth/auth-card';
import { safeNext } from '@/components/auth/safe-next';
import { SignInForm } from '@/components/auth/sign-in-form';
import { signUpIsOpen } from '@/control-plane/accounts/sign-up';
import { installation } from '@/platform/installation';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Email and password; leads back to where one wanted to go. */
export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : undefined);
  if (await currentUser()) redirect(target);
  const open = await signUpIsOpen();
  const signUp = target === '/' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(target)}`;
  return (
    <AuthCard
      title="Sign in to Switchyard"
      subtitle={new URL(installation().publicUrl).host}
      footer={
        open ? (
          <>
            No account?{' '}
            <Link href={signUp} className="link underline underline-offset-2">
              Create one
            </Link>
          </>
        ) : (
          'New accounts need an invitation here. Ask an owner of a workspace.'
        )
      }
    >
      <SignInForm next={target} />
    </AuthCard>
  );
}
