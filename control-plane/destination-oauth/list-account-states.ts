import { z } from 'zod';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { db } from '@/storage/client';
import { findConnectionProblems } from '@/storage/entities/destination-oauth/connections';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';

const inputSchema = z.object({
  destinations: z.array(z.object({ id: z.string(), type: z.string() })).max(1000),
});

/** `missing`: nobody has connected an account yet. `broken`: it must be connected again, and events wait meanwhile. */
export type AccountState = 'missing' | 'broken';

/** Accounts that a person should connect, by destination; others are absent. */
export type AccountStatesById = Record<string, AccountState>;

/** Which of some destinations of the workspace need a person to connect an account. */
export async function listAccountStates(ctx: Context, input: z.input<typeof inputSchema>): Promise<AccountStatesById> {
  authorize(ctx, 'workspace:read');
  const { destinations } = parseInput(inputSchema, input);
  const asked = destinations.filter(({ type }) => oauthGrantOf(type) !== null);
  if (asked.length === 0) return {};
  const problems = await findConnectionProblems(
    db(),
    ctx.workspace.id,
    asked.map(({ id }) => id),
  );
  return Object.fromEntries(
    asked.flatMap(({ id, type }): [string, AccountState][] => {
      const problem = problems.get(id);
      if (problem === undefined) return oauthGrantOf(type) === 'person' ? [[id, 'missing']] : [];
      return problem === null ? [] : [[id, 'broken']];
    }),
  );
}
