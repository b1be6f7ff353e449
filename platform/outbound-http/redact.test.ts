import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactExchange, redactor } from './redact';

const exchange = (changes: { url?: string; headers?: Record<string, string>; body?: string }) => ({
  request: { method: 'POST', url: 'https://example.com/', headers: {}, body: '', ...changes },
  response: null,
  durationMs: 1,
});
const shown = (changes: Parameters<typeof exchange>[0], secrets: string[] = []) =>
  redactExchange(exchange(changes), redactor(secrets)).request;

describe('redaction', () => {
  it('removes a secret in every form it travels in', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 40 }), (secret) => {
        const forms = [
          secret,
          JSON.stringify({ secret }),
          encodeURIComponent(secret),
          btoa(unescape(encodeURIComponent(`${secret}:`))),
        ];
        for (const form of forms) {
          const redact = redactor([secret]);
          expect(redact(`before ${form} after`)).toContain('[redacted]');
        }
      }),
    );
  });

  const odd = `Secret!2024 (x) ü+/&"<'>~\u2028`;
  it.each<[string, string]>([
    ['a form', new URLSearchParams({ s: odd }).toString()],
    [
      'a form with small hex digits',
      new URLSearchParams({ s: odd }).toString().replaceAll(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['a component of a URL', encodeURIComponent(odd)],
    ['one with small hex digits', encodeURIComponent(odd).replaceAll(/%../g, (hex) => hex.toLowerCase())],
    [
      'a component of a URL by RFC 3986',
      encodeURIComponent(odd).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    ],
    ['a query', new URL(`https://a.example/?k=${odd.replaceAll(/[&+]/g, encodeURIComponent)}`).search],
    ['a path', encodeURI(odd)],
    ['JSON', JSON.stringify({ s: odd })],
    ['JSON within JSON', JSON.stringify({ s: JSON.stringify({ s: odd }) })],
    ['JSON within a form', new URLSearchParams({ q: JSON.stringify({ s: odd }) }).toString()],
    [
      'JSON in ASCII',
      JSON.stringify({ s: odd }).replaceAll(
        /[^ -~]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ],
    [
      'JSON fit for HTML',
      JSON.stringify({ s: odd }).replaceAll(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
    ],
    ['JSON of PHP', JSON.stringify({ s: odd }).replaceAll('/', String.raw`\/`)],
    [
      'HTML',
      odd
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    ],
    [
      'XML',
      odd
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;'),
    ],
    ['HTML as text', odd.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
  ])('leaves nothing of a secret in %s', (_where, text) => {
    expect(redactor([odd])(`before ${text} after`)).toContain('[redacted]');
    expect(redactor([odd])(text)).not.toMatch(/Secret|2024|ü|C3/i);
  });

  it('takes a secret that is no well-formed text', () => {
    expect(redactor(['half\uD83D'])('a half\uD83D b')).toBe('a [redacted] b');
  });

  it('hides the values of headers that carry credentials, by name', () => {
    const headers = { Authorization: 'Bearer x', 'x-api-key': 'y', Cookie: 'z', accept: '*/*' };
    expect(shown({ headers }).headers).toEqual({
      Authorization: '[redacted]',
      'x-api-key': '[redacted]',
      Cookie: '[redacted]',
      accept: '*/*',
    });
  });

  it('hides signatures: with one, who may only look could send what he likes', () => {
    for (const name of ['X-Signature', 'webhook-signature', 'X-Hub-Signature-256', 'X-WSSE', 'x-hmac-sha256', 'X-Sign'])
      expect(shown({ headers: { [name]: 'sig' } }).headers).toEqual({ [name]: '[redacted]' });
    const url = 'https://example.com/?a=1&signature=2&X-Amz-Signature=3&hmac=4';
    expect(shown({ url }).url).toBe(
      'https://example.com/?a=1&signature=redacted&X-Amz-Signature=redacted&hmac=redacted',
    );
    expect(shown({ headers: { 'x-design': 'b', 'x-signup': 'c' } }).headers).toEqual({
      'x-design': 'b',
      'x-signup': 'c',
    });
  });

  it('hides credentials in URLs and leaves the rest of them alone', () => {
    expect(shown({ url: 'https://u:p@example.com/a?x=1&api_key=2' }).url).toBe(
      'https://example.com/a?x=1&api_key=redacted',
    );
    expect(shown({ url: 'https://example.com/a%20b?x=%2F' }).url).toBe('https://example.com/a%20b?x=%2F');
    expect(shown({ url: 'https://hooks.example.com/T0/abcdef' }, ['abcdef']).url).toBe(
      'https://hooks.example.com/T0/[redacted]',
    );
  });

  it('finds a secret in the base64 of any text that has it inside, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }),
        fc.string({ maxLength: 8 }),
        fc.string({ maxLength: 8 }),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (secret, before, after, coding) => {
          const coded = Buffer.from(`${before}${secret}${after}`).toString(coding);
          const left = redactor([secret])(`Basic ${coded}`);
          expect(left).toContain('[redacted]');
          // Not even the ends of the secret are left: what stands around it is of its neighbours alone.
          const around = left.replace('Basic ', '').split('[redacted]');
          expect(before).toContain(Buffer.from(around[0] ?? '', coding).toString());
        },
      ),
    );
  });

  it('does not blank out a text because a secret is very short', () => {
    expect(redactor(['a', ''])('banana')).toBe('banana');
  });
});
