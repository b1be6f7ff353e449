import { describe, expect, it } from 'vitest';
import { withoutLostFields, withParametersWhole, withTimesInSeconds } from './corrections';

describe('what is corrected in requests of packaged definitions', () => {
  it('leaves out fields of a form whose value was lost, and keeps the others', () => {
    const { body } = withoutLostFields({ body: new URLSearchParams({ a: '1', options: 'undefined' }) });
    expect((body as URLSearchParams).toString()).toBe('a=1');
    expect(withoutLostFields({ json: { options: 'undefined' } })).toEqual({ json: { options: 'undefined' } });
  });

  it.each([
    ['2026-11-22T07:59:59.900Z', 1795334399],
    ['1795334399', '1795334399'],
    [1795334399, 1795334399],
    ['soon', 'soon'],
    [undefined, undefined],
  ])('gives Meta the time %j in seconds', (time, sent) => {
    const json = { data: [{ event_name: 'Purchase', event_time: time }], test_event_code: 'T' };
    expect(withTimesInSeconds({ json })).toEqual({
      json: { data: [{ event_name: 'Purchase', event_time: sent }], test_event_code: 'T' },
    });
  });

  it('puts the token of Pipedrive beside the parameters of a search, and nowhere else', () => {
    expect(withParametersWhole({ searchParams: { term: 'a b' } }, { apiToken: 't' })).toEqual({
      searchParams: 'term=a+b&api_token=t',
    });
    expect(withParametersWhole({ json: {} }, { apiToken: 't' })).toEqual({ json: {} });
  });
});
