import { describe, expect, it } from 'vitest';
import { createClientAddress } from './client-address';

describe('createClientAddress', () => {
  it('never believes X-Forwarded-For of a stranger', () => {
    expect(createClientAddress([])('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
    expect(createClientAddress(['10.0.0.0/8'])('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
  });

  it('believes trusted proxies from the right, up to the first that is none', () => {
    const address = createClientAddress(['10.0.0.0/8', '::1/128']);
    expect(address('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2')).toBe('198.51.100.7');
    expect(address('::ffff:10.0.0.1', '198.51.100.7')).toBe('198.51.100.7');
    expect(address('::1', '198.51.100.7')).toBe('198.51.100.7');
    expect(address('10.0.0.1', 'nonsense')).toBe('10.0.0.1');
    expect(address('10.0.0.1', undefined)).toBe('10.0.0.1');
  });

  it('gives IPv4 of dual-stack sockets and nothing for IPv6', () => {
    const address = createClientAddress([]);
    expect(address('::ffff:203.0.113.9', undefined)).toBe('203.0.113.9');
    expect(address('2001:db8::1', undefined)).toBeNull();
    expect(address(undefined, undefined)).toBeNull();
  });
});
