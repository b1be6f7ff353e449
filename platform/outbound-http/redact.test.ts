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

  it('hides the values of headers that carry credentials, by name', () => {
    const headers = { Authorization: 'Bearer x', 'x-api-key': 'y', Cookie: 'z', 'X-Signature': 'sig', accept: '*/*' };
    expect(shown({ headers }).headers).toEqual({
      Authorization: '[redacted]',
      'x-api-key': '[redacted]',
      Cookie: '[redacted]',
      'X-Signature': 'sig',
      accept: '*/*',
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

  it('does not blank out a text because a secret is very short', () => {
    expect(redactor(['a', ''])('banana')).toBe('banana');
  });
});
