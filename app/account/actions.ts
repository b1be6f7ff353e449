'use server';

import { revalidatePath } from 'next/cache';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireUser } from '@/app/context';
import { changeName } from '@/control-plane/accounts/change-name';
import { changePassword } from '@/control-plane/accounts/change-password';
import { endSessions } from '@/control-plane/sessions/end-sessions';

/** Changes one's own name. */
export async function changeNameAction(input: unknown): Promise<ActionResult<null>> {
  const person = await requireUser();
  return runAction(async () => {
    await changeName(person, input);
    revalidatePath('/', 'layout');
    return null;
  });
}

/** Changes one's own password; every session ends, so the browser signs in again with the new one. */
export async function changePasswordAction(input: unknown): Promise<ActionResult<null>> {
  const person = await requireUser();
  return runAction(async () => {
    await changePassword(person, input);
    return null;
  });
}

/** Signs out everywhere. */
export async function endSessionsAction(): Promise<ActionResult<null>> {
  const person = await requireUser();
  return runAction(async () => {
    await endSessions(person);
    return null;
  });
}
