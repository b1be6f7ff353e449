import { describe, expect, it } from 'vitest';
import type { Home } from '@/control-plane/home/get-home';
import { summarize } from './summary';

const facts: Home['facts'] = {
  sources: 1,
  destinations: 1,
  members: 1,
  openInvites: 0,
  everReceived: true,
  received: 0,
  rejected: 0,
  delivered: 0,
  failed: 0,
};

describe('summarize', () => {
  it('says nothing of deliveries when there were none', () => {
    expect(summarize({ facts, problems: [] })).toBe('No events received in the last 24 hours.');
  });

  it('counts what was received, what arrived, and what is still wrong', () => {
    const problem = { past: false } as Home['problems'][number];
    const text = summarize({
      facts: { ...facts, received: 1200, rejected: 4, delivered: 996, failed: 4 },
      problems: [problem, { ...problem, past: true }],
    });
    expect(text).toBe(
      '1,204 events received in the last 24 hours; 99.6 % of what should have arrived has arrived. One thing needs you.',
    );
  });
});
