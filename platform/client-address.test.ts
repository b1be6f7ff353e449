import { describe, expect, it } from 'vitest';
import { createClientAddress } from './client-address';

const IPV4_ONLY = { ipv6: false };

describe('createClientAddress', () => {
  it('never believes X-Forwarded-For of a stranger', () => {
    expect(createClientAddress([], IPV4_ONLY)('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
    expect(createClientAddress(['10.0.0.0/8'], IPV4_ONLY)('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
  });

  it('believes trusted proxies from the right, up to the first that is none', () => {
    const address = createClientAddress(['10.0.0.0/8', '::1/128'], IPV4_ONLY);
    expect(address('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2')).toBe('198.51.100.7');
    expect(address('::ffff:10.0.0.1', '198.51.100.7')).toBe('198.51.100.7');
    expect(address('::1', '198.51.100.7')).toBe('198.51.100.7');
    expect(address('10.0.0.1', undefined)).toBe('10.0.0.1');
    expect(address('10.0.0.1', ' , ')).toBe('10.0.0.1');
  });

  it('knows no address, and never takes the proxy for the client, when the hop that counts is none', () => {
    for (const ipv6 of [false, true]) {
      const address = createClientAddress(['10.0.0.0/8'], { ipv6 });
      for (const hop of [
        'nonsense',
        'unknown',
        '_hidden',
        '203.0.113.999',
        '203.0.113.9:x',
        '[::1',
        '6.6.6.6, nonsense',
      ]) {
        expect(address('10.0.0.1', hop)).toBeNull();
      }
    }
  });

  it('reads hops with a port', () => {
    const address = createClientAddress(['10.0.0.0/8', '2001:db8:1::/48'], { ipv6: true });
    expect(address('10.0.0.1', '203.0.113.9:51234')).toBe('203.0.113.9');
    expect(address('10.0.0.1', '[2001:db8::1]:443')).toBe('2001:db8::1');
    expect(address('10.0.0.1', '[2001:db8::1]')).toBe('2001:db8::1');
    expect(address('10.0.0.1', '[::ffff:203.0.113.9]:443')).toBe('203.0.113.9');
    expect(address('10.0.0.1', '6.6.6.6, 203.0.113.9:1, [2001:db8:1::5]:2, 10.0.0.2:3')).toBe('203.0.113.9');
  });

  it('gives IPv4 of dual-stack sockets and nothing for IPv6', () => {
    const address = createClientAddress([], IPV4_ONLY);
    expect(address('::ffff:203.0.113.9', undefined)).toBe('203.0.113.9');
    expect(address('2001:db8::1', undefined)).toBeNull();
    expect(address(undefined, undefined)).toBeNull();
  });

  it('gives IPv6 too where it is asked for, without the name of the interface', () => {
    const address = createClientAddress(['fd00::/8'], { ipv6: true });
    expect(address('2001:db8::1', '6.6.6.6')).toBe('2001:db8::1');
    expect(address('fd00::5', '6.6.6.6, 2001:db8::2')).toBe('2001:db8::2');
    expect(address('fe80::1%eth0', undefined)).toBe('fe80::1');
    expect(address('::ffff:203.0.113.9', undefined)).toBe('203.0.113.9');
    expect(address(undefined, '6.6.6.6')).toBeNull();
  });
});
