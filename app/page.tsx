import { redirect } from 'next/navigation';
import { anyAccount } from '@/control-plane/accounts/sign-up';
import { currentWorkspaces } from '@/control-plane/workspaces/list-my-workspaces';
import { currentUser } from './context';

/** Nothing of its own: leads to the first workspace, to making one, to signing in, or on a new installation to signing up. */
export default async function RootPage() {
  const person = await currentUser();
  if (person === null) redirect((await anyAccount()) ? '/sign-in' : '/sign-up');
  const [first] = await currentWorkspaces(person.id);
  redirect(first === undefined ? '/new-workspace' : `/${first.slug}`);
}
