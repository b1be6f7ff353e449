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
    const code = guide.steps.at(-1)?.samples.map((sample) => sample.code) ?? [];
    expect(code.length).toBeGreaterThan(0);
    for (const sample of code) {
      expect(sample).toContain(KEY);
      expect(sample).toContain('events.example.com');
      expect(sample).not.toContain('segment.io/');
    }
    expect(guide.warning).toBeNull();
  });

  it('warns on plain http where the library speaks only HTTPS, and nowhere else', () => {
    const warned = sourceCatalog().filter((type) => installGuide(type.type, KEY, 'http://localhost:3000').warning);
    expect(warned.map((type) => type.type).sort()).toEqual(['android', 'dotnet', 'ios', 'ruby']);
  });

  it('takes host and port apart for libraries that want them so', () => {
    const [, send] = installGuide('ruby', KEY, 'https://events.example.com').steps;
    expect(send?.samples[0]?.code).toContain("host: 'events.example.com',\n  port: 443");
    const [, php] = installGuide('php', KEY, 'http://localhost:3000').steps;
    expect(php?.samples[0]?.code).toContain("'host' => 'localhost:3000',\n    'ssl' => false,");
    expect(curlCheck(KEY, 'http://localhost:3000')).toContain(`curl http://localhost:3000/v1/track`);
  });
});
