import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv } from './env';

describe('parseEnv', () => {
  it('needs no variable at all', () => {
    expect(parseEnv({}, '/srv')).toMatchObject({
      port: 3000,
      dataDir: '/srv/.switchyard',
      databaseUrl: null,
      role: 'all',
      publicUrl: 'http://localhost:3000',
    });
  });

  it('takes an empty variable for unset', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each(['3e3', '0xCE4', '-1', '3000.5', '65536'])('refuses %s as a port', (PORT) => {
    expect(() => parseEnv({ PORT })).toThrow('PORT must be a port');
  });

  it('takes only an origin as the public URL', () => {
    expect(parseEnv({ SWITCHYARD_PUBLIC_URL: 'https://cdp.example.com/' }).publicUrl).toBe('https://cdp.example.com');
    expect(() => parseEnv({ SWITCHYARD_PUBLIC_URL: 'https://example.com/cdp?x' })).toThrow('must be an origin');
  });

  it('reads regions as names of origins, in their order', () => {
    expect(parseEnv({}).regions).toEqual([]);
    expect(
      parseEnv({ SWITCHYARD_REGIONS: 'eu=https://eu.example.com/, us=http://us.example.com:8080' }).regions,
    ).toEqual([
      { name: 'eu', origin: 'https://eu.example.com' },
      { name: 'us', origin: 'http://us.example.com:8080' },
    ]);
  });

  it.each([
    ['https://eu.example.com', 'must be a comma-separated list like eu='],
    [
      'EU=https://eu.example.com',
      'must name regions with lower-case letters, digits and hyphens (at most 32), which "EU" is not',
    ],
    ['eu=eu.example.com', 'must give region eu an http:// or https:// origin'],
    ['eu=ftp://eu.example.com', 'must give region eu an http:// or https:// origin'],
    ['eu=https://eu.example.com/v1', 'must give region eu an origin, without a path'],
    ['eu=https://a.example.com,eu=https://b.example.com', 'must name region eu only once'],
  ])('refuses the regions %s', (SWITCHYARD_REGIONS, why) => {
    expect(() => parseEnv({ SWITCHYARD_REGIONS })).toThrow(`SWITCHYARD_REGIONS ${why}`);
  });

  it('drains for two seconds unless told otherwise, zero included', () => {
    expect(parseEnv({}).drainSeconds).toBe(2);
    expect(parseEnv({ SWITCHYARD_DRAIN_SECONDS: '0' }).drainSeconds).toBe(0);
    expect(() => parseEnv({ SWITCHYARD_DRAIN_SECONDS: '-1' })).toThrow('SWITCHYARD_DRAIN_SECONDS must be a number of');
  });

  it('refuses wrong values, naming each variable and what it must be', () => {
    const wrong = {
      PORT: '70000',
      SWITCHYARD_ROLE: 'boss',
      DATABASE_URL: 'mysql://x',
      SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '10.0.0.0',
    };
    expect(() => parseEnv(wrong)).toThrow(EnvError);
    for (const part of [
      'PORT must be a port',
      'SWITCHYARD_ROLE must be',
      'DATABASE_URL must be a postgresql',
      'SWITCHYARD_ALLOW_PRIVATE_NETWORKS must be',
    ]) {
      expect(() => parseEnv(wrong)).toThrow(part);
    }
  });
});
