import { describe, expect, it } from 'vitest';
import { mend, NOT_REFUSED, refusalInWords, type Refusal } from './refusal';

const refused: Refusal = {
  fields: { 'settings.apiKey': 'Fill in API Key.', 'settings.secretKey': 'Fill in Secret Key.' },
  message: 'Fill in API Key, Secret Key before you enable this destination.',
};
const only = (wanted: string) => (key: string) => key === wanted;

describe('the refusal of a new destination', () => {
  it('is told whole until one of its fields is changed', () => {
    expect(refusalInWords(refused)).toBe(`${refused.message ?? ''} 2 fields are marked above.`);
    expect(mend(refused, only('name'))).toBe(refused);
    expect(refusalInWords(NOT_REFUSED)).toBeNull();
  });

  it('asks for what is still missing only, and goes away when all has been filled in', () => {
    const half = mend(refused, only('settings.apiKey'));
    expect(refusalInWords(half)).toBe('One field is marked above.');
    expect(mend(half, only('settings.secretKey'))).toEqual(NOT_REFUSED);
  });

  it('stays when it names no field', () => {
    const full = { fields: {}, message: 'Web already sends to 25 destinations of the type Webhook.' };
    expect(refusalInWords(mend(full, () => true))).toBe(full.message);
  });
});
