import type { Env } from '../../config/env';
import { setupOwner } from '../../control-plane/accounts/setup-owner';
import type { Logger } from '../../platform/logger';
import { withInstallation } from './connect';

/** What `setup` prints. */
export type SetupResult = Awaited<ReturnType<typeof setupOwner>>;

/** The command `setup`: the owner and the workspace, made unless they exist, and a new token; all in one transaction. */
export function setup(
  env: Env,
  log: Logger,
  input: { email: string; password: string; workspace: string },
): Promise<SetupResult> {
  return withInstallation(env, log, () =>
    setupOwner({ email: input.email, password: input.password, workspaceName: input.workspace }),
  );
}
