import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { localScript } from './local-script';

const ORIGINAL = readFileSync('node_modules/@segment/analytics-next/dist/umd/standalone.js', 'utf8');

describe('localScript', () => {
  it('leaves no address of another host that a page would ask', () => {
    const script = localScript(ORIGINAL, 'https://events.example.com');
    // What remains is a sentence for the console, and the name of a namespace.
    const hosts = [...script.matchAll(/\bhttps?:\/\/[\w.-]+/g)].map(([found]) => found);
    expect(new Set(hosts)).toEqual(
      new Set(['https://events.example.com', 'https://segment.com', 'https://cdn.segment.', 'https://github.com']),
    );
    expect(script).not.toContain('segment.io/');
    expect(script).not.toContain('sourceMappingURL');
    expect(() => new Script(script)).not.toThrow();
  });

  it('speaks plain http where the server does', () => {
    expect(localScript(ORIGINAL, 'http://localhost:3000')).toContain(':"http"');
    expect(localScript(ORIGINAL, 'http://localhost:3000')).not.toContain(':"https"');
    expect(localScript(ORIGINAL, 'https://events.example.com')).toContain(':"https"');
  });

  it('refuses a file that names its defaults in another way', () => {
    expect(() => localScript('var host = "https://cdn.segment.com";', 'https://events.example.com')).toThrow(
      'names its host of settings and bundles 1 times, not 3',
    );
  });
});
