'use server';

import { runAction, type ActionResult } from '@/app/action-result';
import { visitor } from '@/app/request';
import { requestPasswordReset } from '@/control-plane/accounts/request-password-reset';
import { resetPassword } from '@/control-plane/accounts/reset-password';
import { signUp } from '@/control-plane/accounts/sign-up';

/** Creates an account; the browser signs in with it afterwards and goes to `next`. */
export async function signUpAction(
  next: string,
  input: unknown,
): Promise<ActionResult<{ email: string; next: string }>> {
  return runAction(async () => ({ email: (await signUp(await visitor(), input)).email, next }));
}

/** Sends a link for choosing a new password, if there is such an account. */
export async function forgotAction(input: unknown): Promise<ActionResult<null>> {
  return runAction(async () => {
    await requestPasswordReset(await visitor(), input);
    return null;
  });
}

/** Sets a new password by the token of a mailed link. */
export async function resetAction(
  token: string,
  input: { password: string },
): Promise<ActionResult<{ email: string }>> {
  return runAction(() => resetPassword({ token, password: input.password }));
}
