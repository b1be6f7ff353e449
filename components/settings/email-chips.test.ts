import { expect, it } from 'vitest';
import { addressesIn, looksLikeEmail } from './email-chips';

it('takes apart what people paste', () => {
  expect(addressesIn('ana@x.test, Jun@X.test;\nmia@x.test ana@x.test')).toEqual([
    'ana@x.test',
    'jun@x.test',
    'mia@x.test',
  ]);
  expect(addressesIn('Ana Ruiz <ana@x.test>, "Park, Jun" <jun@x.test>')).toEqual(['ana@x.test', 'jun@x.test']);
});

it('marks what is not an address', () => {
  expect(['ana@toastmates', 'ana', '@x.test', 'a b@x.test'].filter(looksLikeEmail)).toEqual([]);
  expect(looksLikeEmail('ana+x@sub.toastmates.test')).toBe(true);
});
