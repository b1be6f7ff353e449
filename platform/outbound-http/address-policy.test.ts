import { describe, expect, it } from 'vitest';
import { addressPolicy } from './address-policy';

describe('addressPolicy', () => {
  const closed = addressPolicy([]);

  it.each(['8.8.8.8', '93.184.216.34', '::ffff:8.8.8.8', '64:ff9b::808:808', '2606:4700::1111'])(
    'allows the public address %s',
    (address) => expect(closed.allows(address)).toBe(true),
  );

  it.each([
    ['loopback', ['127.0.0.1', '127.255.0.1', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1']],
    ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12::1', '::ffff:10.0.0.1']],
    ['link-local and metadata', ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254']],
    ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255', '100.100.100.200']],
    ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1']],
    [
      'reserved',
      ['0.0.0.0', '0.1.2.3', '192.0.0.192', '192.0.2.1', '198.18.0.1', '240.0.0.1', '2001:db8::1', '::', '3fff::1'],
    ],
    ['a provider host agent', ['168.63.129.16', '::ffff:168.63.129.16']],
    [
      'IPv4 in IPv6',
      [
        '64:ff9b::7f00:1',
        '64:ff9b::a00:1',
        '64:ff9b:1::a00:1',
        '2002:7f00:1::',
        '2001:0:4136:e378:8000:63bf:3fff:fdd2',
      ],
    ],
    ['not an address', ['', 'localhost', '999.1.1.1', '1.2.3.4/8']],
  ])('refuses %s', (_, addresses) => {
    for (const address of addresses) expect([address, closed.allows(address)]).toEqual([address, false]);
  });

  it('allows what an operator listed, in whatever form it comes, and nothing beside it', () => {
    const policy = addressPolicy(['10.1.0.0/16', 'fd00::/8']);
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::a01:203', 'fd00::5'])
      expect([address, policy.allows(address)]).toEqual([address, true]);
    for (const address of ['10.2.0.1', '127.0.0.1', 'fe80::1']) expect(policy.allows(address)).toBe(false);
  });
});
