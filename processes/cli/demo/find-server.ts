import type { Env } from '../../../config/env';
import { CommandError } from '../command-error';

interface Health {
  status?: string;
  broken?: string[];
}

/**
 * The origin of the running server: the public address when it answers, else this machine's port.
 * @throws CommandError when neither does, or when the server says that it is not well.
 */
export async function findServer(env: Env): Promise<string> {
  const candidates = [...new Set([env.publicUrl, `http://127.0.0.1:${env.port}`])];
  for (const origin of candidates) {
    const response = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (!response) continue;
    const health = (await response.json().catch(() => ({}))) as Health;
    if (health.status === 'ok') return origin;
    if (health.status !== undefined) {
      const parts = health.broken?.join(', ') ?? 'some part';
      throw new CommandError(`The server at ${origin} is not well: ${parts}. See ${origin}/api/health.`);
    }
  }
  throw new CommandError(
    `No Switchyard answers at ${candidates.join(' or ')}.\nStart it first, in another terminal:\n\n  SWITCHYARD_ALLOW_PRIVATE_NETWORKS=127.0.0.0/8,::1/128 npm start\n\nIf it listens elsewhere, set PORT or SWITCHYARD_PUBLIC_URL for this command as for the server.`,
  );
}
