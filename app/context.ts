import { getServerSession } from 'next-auth';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context } from '@/control-plane/context';
import { ControlPlaneError } from '@/control-plane/errors';
import { enterWorkspace } from '@/control-plane/sessions/enter-workspace';
import type { Person } from '@/control-plane/sessions/person';
import { authOptions } from './api/auth/auth-options';
import { currentPath, requestId } from './request';

/** The signed-in person, or null. The session's version is compared with the account once per request. */
export const currentUser = cache(async (): Promise<Person | null> => {
  const session = await getServerSession(authOptions());
  return session?.person ?? null;
});

async function userOrSignIn(fallback: string): Promise<Person> {
  const person = await currentUser();
  if (person === null) redirect(`/sign-in?next=${encodeURIComponent((await currentPath()) ?? fallback)}`);
  return person;
}

/** The signed-in person; without a session, redirects to the sign-in page, which leads back. */
export function requireUser(): Promise<Person> {
  return userOrSignIn('/');
}

const enter = cache(enterWorkspace);

/**
 * The context every verb takes, for a page or action under `/<workspaceSlug>`. Without a session it redirects to the
 * sign-in page; for a workspace that does not exist or has no such member it answers 404. The role is read anew with
 * each request, so a changed role or a removal takes effect at once.
 */
export async function requireContext(workspaceSlug: string): Promise<Context> {
  const person = await userOrSignIn(`/${workspaceSlug}`);
  return (await enter(person, workspaceSlug, await requestId())) ?? notFound();
}

/**
 * The same context for a route that answers data: it must not lead a program, a poll or a download to a page.
 * @throws ControlPlaneError `unauthenticated`, `not_found`
 */
export async function dataContext(workspaceSlug: string): Promise<Context> {
  const person = await currentUser();
  if (person === null) throw new ControlPlaneError('unauthenticated', 'Sign in first.');
  const ctx = await enter(person, workspaceSlug, await requestId());
  if (ctx === null) throw new ControlPlaneError('not_found', 'There is no such workspace.');
  return ctx;
}
