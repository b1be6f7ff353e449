import { transaction } from '@/storage/transaction';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import type { Person } from '../sessions/person';
import { addOwnedWorkspace } from './add-owned-workspace';
import { workspaceSchema } from './workspace.schema';

/**
 * Creates a workspace whose first owner is the caller; anyone with an account may.
 * @throws ControlPlaneError `invalid_input`, `conflict` on the field `slug`
 */
export async function createWorkspace(
  by: { person: Person; requestId: string },
  input: unknown,
): Promise<Context['workspace']> {
  const wanted = parseInput(workspaceSchema, input);
  return transaction((tx) => addOwnedWorkspace(tx, by.person, wanted, by.requestId));
}
