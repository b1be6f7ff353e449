import { describe, expect, it } from 'vitest';
import type { FieldMetadata } from '../../../catalog/destinations/kit/metadata';
import type { Json } from '../../../spec/event';
import { movedAddresses } from './moved-addresses';

const field = (key: string, more: Partial<FieldMetadata> = {}): FieldMetadata => ({
  ...{ key, label: key, description: '', type: 'string', required: false, multiple: false },
  ...more,
});
const moved = (of: FieldMetadata, before: Json | undefined, after: Json) =>
  movedAddresses([of], before === undefined ? {} : { [of.key]: before }, { [of.key]: after }).length > 0;

describe('an address moves to another receiver', () => {
  it.each([
    ['another host', 'https://good.test/in', 'https://evil.test/in'],
    ['another scheme', 'https://good.test/in', 'http://good.test/in'],
    ['another port', 'https://good.test/in', 'https://good.test:8443/in'],
    ['a host behind a user name', 'https://good.test', 'https://good.test@evil.test'],
    ['a first address of one’s own', undefined, 'https://evil.test'],
    ['a bare name', 'good', 'evil'],
    ['a bare name that ends the host', 'good', 'good.evil.test/'],
  ])('with %s', (_what, before, after) => expect(moved(field('endpoint'), before, after)).toBe(true));

  it.each(['endpoint', 'baseUrl', 'apiUri', 'sftp_host', 'subdomain', 'datacenter', 'instanceUrl', 'server', 'pod'])(
    'in the setting %s',
    (key) => expect(moved(field(key), 'a', 'b')).toBe(true),
  );

  it('in any setting of that format, and in any text that can end the host it is put into', () => {
    expect(moved(field('where', { format: 'uri' }), 'https://a.test', 'https://b.test')).toBe(true);
    expect(moved(field('networkId'), '123', 'x.evil.test/#')).toBe(true);
    expect(moved(field('networkId'), '123', 'x.evil.test\\')).toBe(true);
  });
});

describe('an address stays with its receiver', () => {
  it.each([
    ['path', 'https://good.test/in', 'https://good.test/other?x=1'],
    ['spelling', 'https://good.test', ' HTTPS://GOOD.test:443/ '],
    ['being cleared', 'https://good.test', ''],
  ])('when only its %s changes', (_what, before, after) => expect(moved(field('endpoint'), before, after)).toBe(false));

  it('when the definition’s own default is written out', () => {
    expect(moved(field('endpoint', { default: 'https://api.test' }), undefined, 'https://api.test/v1')).toBe(false);
  });

  it('when the choices are the definition’s, and when the setting is no address', () => {
    const choices = [{ label: 'US', value: 'https://us.test' }];
    expect(moved(field('endpoint', { choices }), 'https://eu.test', 'https://us.test')).toBe(false);
    expect(moved(field('accountId'), '1', '2')).toBe(false);
    expect(moved(field('securityNote'), 'a', 'b')).toBe(false);
    expect(moved(field('blacklistedDomains'), 'a.test', 'b.test')).toBe(false);
  });
});
