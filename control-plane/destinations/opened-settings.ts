import type { JsonObject } from '@/spec/event';
import { openSecret } from '@/storage/secrets';
import { ControlPlaneError } from '../errors';
import type { StoredSettings } from './destination-settings';

/**
 * What `open` gives. @throws ControlPlaneError `precondition_failed` when a secret was sealed under a lost key or is
 * damaged; `cure` says what to do.
 */
export function opening<T>(cure: string, open: () => T): T {
  try {
    return open();
  } catch {
    const what = "A secret of this destination cannot be opened with this installation's key.";
    throw new ControlPlaneError('precondition_failed', `${what} ${cure}`);
  }
}

/** All settings of a destination, secrets opened: for its definition, never for a person. @throws as `opening` */
export function openedSettings({ settings, secrets }: StoredSettings): JsonObject {
  const opened = opening('Enter its secrets again.', () =>
    Object.entries(secrets).map(([key, secret]): [string, string] => [key, openSecret(secret)]),
  );
  return { ...settings, ...Object.fromEntries(opened) };
}
