import { describe, expect, it } from 'vitest';
import { demoPerson } from './people';
import { seededRandom } from './random';
import { tellStory, type DemoCall } from './story';

function calls(count: number, seed = 1): DemoCall[] {
  const story = tellStory(seededRandom(seed));
  return Array.from({ length: count }, () => story.next().value);
}

describe("the demo's story", () => {
  it('is the same for the same seed', () => {
    expect(calls(200)).toEqual(calls(200));
    expect(calls(200, 2)).not.toEqual(calls(200));
  });

  it('makes only calls that the library accepts: an id each, and what the type needs', () => {
    for (const { type, fields } of calls(2000)) {
      expect(fields.userId ?? fields.anonymousId).toEqual(expect.any(String));
      if (type === 'track') expect(fields.event).toEqual(expect.any(String));
      if (type === 'group') expect(fields.groupId).toEqual(expect.any(String));
      if (type === 'alias') expect(fields.previousId).toEqual(expect.any(String));
    }
  });

  it('shows every screen something: all kinds of calls, test orders, opt-outs, people who sign in after browsing', () => {
    const all = calls(3000);
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['identify', 'track', 'page', 'group', 'alias']));
    expect(new Set(all.map(({ source }) => source))).toEqual(new Set(['shop', 'backOffice']));
    const orders = all.filter(({ fields }) => fields.event === 'Order Completed');
    expect(orders.some(({ fields }) => (fields.properties as { test?: boolean }).test)).toBe(true);
    expect(orders.some(({ fields }) => fields.integrations !== undefined)).toBe(true);
    expect(all.some(({ type, fields }) => type === 'identify' && fields.anonymousId && fields.userId)).toBe(true);
  });

  it('knows people by their number, from run to run', () => {
    expect(demoPerson(7)).toEqual(demoPerson(7));
    expect(demoPerson(7).userId).not.toBe(demoPerson(8).userId);
    expect(demoPerson(7).traits.email).toMatch(/^[a-z.]+\.7@example\.com$/);
  });
});
