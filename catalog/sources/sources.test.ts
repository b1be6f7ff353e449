import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCheck, installGuide } from './install-guide';
import { findSourceType, sourceCatalog } from './registry';

const KEY = 'hN3xqTw0Zb4cV7mL2pR9sJ5dF8gHk3Qz';

describe('the source catalog', () => {
  it('gives each type an id of 24 hex characters and a key of its own', () => {
    const types = sourceCatalog();
    expect(new Set(types.map((type) => type.id)).size).toBe(types.length);
    expect(new Set(types.map((type) => type.type)).size).toBe(types.length);
    for (const type of types) {
      expect(type.id).toMatch(/^[0-9a-f]{24}$/);
      expect(findSourceType(type.type)).toBe(type);
    }
    expect(findSourceType('constructor')).toBeUndefined();
  });
});

describe('installGuide', () => {
  it.each(sourceCatalog().map((type) => type.type))('fills in write key and host for %s', (type) => {
    const guide = installGuide(type, KEY, 'https://events.example.com');
    const all = guide.steps.flatMap((step) => step.samples.map((sample) => sample.code));
    const code = all.filter((sample) => sample.includes(KEY));
    expect(code.length).toBeGreaterThan(0);
    for (const sample of code) expect(sample).toContain('events.example.com');
    for (const sample of all) expect(sample).not.toMatch(/segment\.io\/|segment\.com\//);
    expect(guide.warning).toBeNull();
  });

  it('warns on plain http where the library speaks only HTTPS, and nowhere else', () => {
    const warned = sourceCatalog().filter((type) => installGuide(type.type, KEY, 'http://localhost:3000').warning);
    expect(warned.map((type) => type.type).sort()).toEqual(['android', 'dotnet', 'ios', 'ruby']);
  });

  it('warns that a page on https:// cannot load the snippet from http://, unless from the same machine', () => {
    const warning = (origin: string) => installGuide('javascript', KEY, origin).warning;
    expect(warning('http://events.example.com')).toContain('cannot load a script from http://events.example.com');
    expect(warning('http://localhost:3000')).toBeNull();
    expect(warning('https://events.example.com')).toBeNull();
  });

  it('points phones to this server for settings and events alike', () => {
    const code = (type: string) =>
      installGuide(type, KEY, 'https://events.example.com')
        .steps.flatMap((step) => step.samples.map((sample) => sample.code))
        .join('\n');
    expect(code('ios')).toContain('.apiHost("events.example.com/v1")\n    .cdnHost("events.example.com/v1")');
    expect(code('android')).toContain('cdnHost = "events.example.com/v1"');
    expect(code('react-native')).toContain("cdnProxy: 'https://events.example.com/v1'");
    expect(code('dotnet')).toContain('cdnHost: "events.example.com/v1"');
  });

  it('takes host and port apart for libraries that want them so', () => {
    const [, send] = installGuide('ruby', KEY, 'https://events.example.com').steps;
    expect(send?.samples[0]?.code).toContain("host: 'events.example.com',\n  port: 443");
    const [, php] = installGuide('php', KEY, 'http://localhost:3000').steps;
    expect(php?.samples[0]?.code).toContain("'host' => 'localhost:3000',\n    'ssl' => false,");
    expect(curlCheck(KEY, 'http://localhost:3000')).toContain(`curl http://localhost:3000/v1/track`);
  });

  it('gives an image tag that any HTML can take, and a command that writes the encoded one', () => {
    const samples = installGuide('pixel', KEY, 'https://events.example.com').steps.at(-1)?.samples ?? [];
    const [tag = '', command = ''] = samples.map((sample) => sample.code);
    const address = new URL(/src="([^"]+)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '');
    expect(address.origin + address.pathname).toBe('https://events.example.com/v1/pixel/track');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      writeKey: KEY,
      userId: 'u_1',
      event: 'Email Opened',
      'properties.subject': 'Welcome',
    });
    const made = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
    const data =
      /^<img src="https:\/\/events\.example\.com\/v1\/pixel\/track\?data=([A-Za-z0-9_-]+)" /.exec(made)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(data, 'base64url').toString('utf8'))).toEqual({
      writeKey: KEY,
      userId: 'u_1',
      event: 'Email Opened',
      properties: { subject: 'Welcome' },
    });
  });
});
