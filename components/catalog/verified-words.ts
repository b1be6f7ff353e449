import type { Verified } from '@/catalog/destinations/kit/metadata';

/** What each level of verification means, for a person who has to decide whether to rely on it. */
export const VERIFIED_WORDS: Record<Verified, { word: string; meaning: string }> = {
  ours: { word: 'Ours', meaning: 'Kept by us and tested, event by event, against the service’s documentation.' },
  recorded: {
    word: 'Recorded',
    meaning: 'The requests it sends were compared with the service’s documentation.',
  },
  runs: {
    word: 'Runs',
    meaning:
      'It sends well-formed requests in our tests. Nobody has compared them with the service’s documentation yet.',
  },
};

/** What each connection mode means. */
export const MODE_WORDS = {
  cloud: { word: 'Cloud', meaning: 'Sent by this server; works with every source.' },
  device: { word: 'Device', meaning: 'Run in the visitor’s browser by analytics.js; for website sources only.' },
} as const;
