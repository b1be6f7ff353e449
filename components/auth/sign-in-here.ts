'use client';

import type { FormResult } from './form-result';

const MESSAGES: Record<string, string> = {
  unauthenticated: 'Email or password is wrong.',
  invalid_input: 'Email or password is wrong.',
  rate_limited: 'Too many tries. Wait a few minutes and try again, or choose a new password.',
};

/** Signs in in this browser. What is wrong is told without saying which of the two it is. */
export async function signInHere(email: string, password: string): Promise<FormResult<null>> {
  const { signIn } = await import('next-auth/react');
  const answer = await signIn('credentials', { email, password, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true, value: null };
  const code = answer?.error ?? 'internal';
  const message = MESSAGES[code] ?? 'Signing in failed on our side. Try again in a moment.';
  return { ok: false, error: { code, message, fields: {} } };
}

/** Signs out in this browser and goes to the page `then`. */
export async function signOutHere(then: string): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ redirect: false });
  window.location.assign(then);
}
