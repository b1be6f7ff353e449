import { systemClock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { db } from '@/storage/client';
import { findApiTokenByHash, touchApiToken } from '@/storage/entities/api-tokens';
import type { Context } from '../context';
import { hashToken } from '../secret-token';

const TOUCH_EVERY_MS = 60_000;

/** The context a Public API token speaks in, or null when there is no such token or it was revoked. */
export async function authenticateToken(rawToken: string): Promise<Context | null> {
  if (rawToken === '' || rawToken.length > 200) return null;
  const row = await findApiTokenByHash(db(), hashToken(rawToken));
  if (row === null) return null;
  const now = systemClock.now();
  await touchApiToken(db(), row.id, now, new Date(now.getTime() - TOUCH_EVERY_MS));
  const { id, slug, name } = row.workspace;
  return {
    workspace: { id, slug, name },
    actor: { kind: 'token', id: row.id, label: row.name, role: row.role },
    requestId: newId('req'),
  };
}
