import { z } from 'zod';
import { db } from '@/storage/client';
import { updateUserName } from '@/storage/entities/users';
import { parseInput } from '../parse-input';
import type { Person } from '../sessions/person';
import { personNameSchema } from './account.schema';

/** Changes one's own name. */
export async function changeName(person: Person, input: unknown): Promise<void> {
  const { name } = parseInput(z.object({ name: personNameSchema }), input);
  await updateUserName(db(), person.id, name);
}
