import type { Metadata } from 'next';
import Link from 'next/link';
import { AuthCard } from '@/components/auth/auth-card';
import { ForgotForm } from '@/components/auth/forgot-form';
import { mailServerConfigured } from '@/control-plane/mail/mail-state';
import { forgotAction } from '../actions';

export const metadata: Metadata = { title: 'Forgotten password' };
export const dynamic = 'force-dynamic';

/** Asks for a link to choose a new password. */
export default function ForgotPage() {
  return (
    <AuthCard
      title="Choose a new password"
      subtitle="We send a link to your address."
      footer={
        <Link href="/sign-in" className="link">
          Back to sign in
        </Link>
      }
    >
      <ForgotForm request={forgotAction} mailServer={mailServerConfigured()} />
    </AuthCard>
  );
}
