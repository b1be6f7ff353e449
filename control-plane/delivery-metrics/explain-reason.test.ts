import { expect, it } from 'vitest';
import { DELIVERY_REASONS, FILTER_REASONS } from '../../spec/outcome';
import { explainReason } from './explain-reason';

it('puts every reason the pipeline can give into words', () => {
  for (const reason of [...Object.keys(DELIVERY_REASONS), ...Object.keys(FILTER_REASONS), '400', '429', '503', '301']) {
    const words = explainReason(reason);
    expect([reason, words.title]).not.toEqual([reason, reason]);
    expect(words.meaning.length).toBeGreaterThan(10);
    expect(words.advice.length).toBeGreaterThan(10);
  }
});

it('names a status as HTTP does, and survives codes it has never seen', () => {
  expect(explainReason('503').title).toBe('503 Service Unavailable');
  expect(explainReason('401')).toMatchObject({ title: '401 Unauthorized', tab: 'settings' });
  expect(explainReason('SOME_NEW_CODE').title).toBe('Some new code');
  expect(explainReason('constructor').meaning).toBe('The delivery did not succeed.');
});

it('advises to read the exchange only where there was one', () => {
  const unsent = ['INVALID_URL', 'MAPPING_REMOVED', 'DESTINATION_DELETED', 'DESTINATION_DISABLED', 'EVENT_EXPIRED'];
  for (const reason of unsent) expect(explainReason(reason).advice).not.toMatch(/exchange|answered/);
  expect(explainReason('INVALID_URL')).toMatchObject({ title: 'Invalid URL', tab: 'mappings' });
});
