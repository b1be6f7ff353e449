import { describe, expect, it } from 'vitest';
import { useTestInstallation } from '../testing/installation';
import { openSecret, sealSecret } from './secrets';

describe('stored secrets', () => {
  it('come back out only with the key of the installation', () => {
    useTestInstallation({ databaseUrl: 'postgres://unused' });
    const stored = sealSecret('a-long-api-key-1234', 'Ana', new Date('2026-03-01T00:00:00Z'));
    expect(stored).toMatchObject({ hint: '1234', setAt: '2026-03-01T00:00:00.000Z', setBy: 'Ana' });
    expect(JSON.stringify(stored)).not.toContain('a-long-api-key');
    expect(openSecret(stored)).toBe('a-long-api-key-1234');
    useTestInstallation({ databaseUrl: 'postgres://unused' });
    expect(() => openSecret(stored)).toThrow('needs a key');
  });

  it('give no hint of a short secret', () => {
    useTestInstallation({ databaseUrl: 'postgres://unused' });
    expect(sealSecret('hunter2hunt', 'Ana').hint).toBe('');
  });
});
