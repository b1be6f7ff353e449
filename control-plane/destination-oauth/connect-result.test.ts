import { beforeAll, describe, expect, it } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { openResult, sealResult } from './connect-result';
import { openState, placeOfState, sealState } from './connect-state';

beforeAll(() => void useTestInstallation({ databaseUrl: '' }));

const NOW = 1_800_000_000_000;

describe('the result of connecting an account, in an address', () => {
  it('is read for the destination it is about, for five minutes', () => {
    const sealed = sealResult('dst_1', 'The vendor did not agree.', NOW);
    expect(sealed).not.toContain('agree');
    expect(openResult(sealed, 'dst_1', NOW + 299_000)).toEqual({ problem: 'The vendor did not agree.' });
    expect(openResult(sealResult('dst_1', null, NOW), 'dst_1', NOW)).toEqual({ problem: null });
    expect(openResult(sealed, 'dst_2', NOW)).toBeNull();
    expect(openResult(sealed, 'dst_1', NOW + 300_000)).toBeNull();
  });

  it('cannot be made up', () => {
    for (const made of ['', 'x', '{"problem":"Call us"}', `${sealResult('dst_1', null, NOW).slice(0, -4)}AAAA`])
      expect(openResult(made, 'dst_1', NOW)).toBeNull();
  });
});

describe('the state of a way to the vendor', () => {
  const state = { workspaceSlug: 'acme', destinationId: 'dst_1', userId: 'u1', verifier: 'v', expiresAt: NOW + 1000 };

  it('tells where it leads back to, also when it is too old to be ended', () => {
    const sealed = sealState(state);
    expect(openState(sealed, NOW)).toEqual(state);
    expect(openState(sealed, NOW + 1000)).toBeNull();
    expect(placeOfState(sealed)).toMatchObject({ workspaceSlug: 'acme', destinationId: 'dst_1' });
  });

  it('is nothing but what was sealed as one: neither words of others nor a sealed result', () => {
    const result = sealResult('dst_1', null, NOW);
    for (const made of ['', 'https://evil.example/', JSON.stringify(state), `${sealState(state)}x`, result]) {
      expect(placeOfState(made)).toBeNull();
      expect(openState(made, NOW)).toBeNull();
    }
    expect(openResult(sealState(state), 'dst_1', NOW)).toBeNull();
  });
});
