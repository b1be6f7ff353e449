import { db } from '@/storage/client';
import { raiseSessionVersion } from '@/storage/entities/users';
import type { Person } from './person';

/** Signs a person out everywhere, the asking browser included. */
export function endSessions(person: Person): Promise<void> {
  return raiseSessionVersion(db(), person.id);
}
