import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, SONNER_STYLE_HASH } from './content-security-policy';

describe('content security policy', () => {
  it('runs no script without the nonce of this response', () => {
    const policy = contentSecurityPolicy('bm9uY2U', false);
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src '));
    expect(scripts).toBe("script-src 'self' 'nonce-bm9uY2U' 'strict-dynamic'");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('lets in the style element of the installed sonner and no other', () => {
    const bundle = readFileSync(
      createRequire(import.meta.url)
        .resolve('sonner')
        .replace(/index\.js$/, 'index.mjs'),
      'utf8',
    );
    const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(bundle)?.[1];
    const css = JSON.parse(literal ?? 'null') as string;
    expect(SONNER_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(css).digest('base64')}`);
  });
});
