import { z } from 'zod';
import { newId } from '@/platform/ids';
import { hashPassword, verifyPassword } from '@/platform/password-hash';
import type { Db } from '@/storage/client';
import { listMembershipsOfUser } from '@/storage/entities/memberships';
import { findUserByEmail, insertUser, lockFirstAccount } from '@/storage/entities/users';
import { transaction } from '@/storage/transaction';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import type { Person } from '../sessions/person';
import { mintToken } from '../tokens/mint-token';
import { addOwnedWorkspace } from '../workspaces/add-owned-workspace';
import { workspaceNameSchema } from '../workspaces/workspace.schema';
import { emailSchema, newPasswordSchema } from './account.schema';

const setupSchema = z.object({ email: emailSchema, password: newPasswordSchema, workspaceName: workspaceNameSchema });

async function ownerAccount(tx: Db, email: string, password: string): Promise<Person> {
  const found = await findUserByEmail(tx, email);
  if (found !== null) {
    if (await verifyPassword(password, found.passwordHash)) return found;
    throw new ControlPlaneError('conflict', `There is an account ${email} already, with another password.`);
  }
  const name = email.slice(0, email.indexOf('@'));
  const made = await insertUser(tx, { id: newId('usr'), email, name, passwordHash: await hashPassword(password) });
  if (made === null) throw new ControlPlaneError('conflict', `The account ${email} was created at this moment.`);
  return made;
}

/**
 * For the command line on the machine itself: creates the account and the workspace unless they exist (a workspace of
 * this name that the account owns), and mints a Public API token with the role Owner. Running it twice makes no second
 * account or workspace, but each run mints a token of its own, because tokens cannot be shown again. The password is
 * not checked for strength: who runs this owns the machine.
 * @throws ControlPlaneError `conflict` when the account exists with another password, `invalid_input`
 */
export async function setupOwner(
  input: unknown,
): Promise<{ workspaceId: string; workspaceSlug: string; userId: string; token: string }> {
  const { email, password, workspaceName } = parseInput(setupSchema, input);
  return transaction(async (tx) => {
    await lockFirstAccount(tx);
    const person = await ownerAccount(tx, email, password);
    const requestId = newId('req');
    const owned = (await listMembershipsOfUser(tx, person.id)).find(
      ({ role, workspace }) => role === 'OWNER' && workspace.name === workspaceName,
    );
    const workspace = owned?.workspace ?? (await addOwnedWorkspace(tx, person, { name: workspaceName }, requestId));
    const ctx: Context = {
      workspace: { id: workspace.id, slug: workspace.slug, name: workspace.name },
      actor: { kind: 'cli', id: person.id, label: 'Command line', role: 'OWNER' },
      requestId,
    };
    const { token } = await mintToken(tx, ctx, { name: 'Command line setup', role: 'OWNER', createdById: person.id });
    return { workspaceId: workspace.id, workspaceSlug: workspace.slug, userId: person.id, token };
  });
}
