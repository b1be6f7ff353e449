import { expect, it } from 'vitest';
import { payloadText, requestText, responseText } from './sample-text';

it('writes a request and a response as they read on the wire', () => {
  expect(requestText({ method: 'PUT', url: 'https://x.test/a', headers: { 'x-a': '1' }, body: '{"a":1}' })).toBe(
    'PUT https://x.test/a\nx-a: 1\n\n{\n  "a": 1\n}',
  );
  expect(responseText({ status: 503, headers: {}, body: 'busy', truncated: true })).toBe(
    '503\n\nbusy\n\n(The rest was not kept.)',
  );
});

it('says so when nothing was sent or came back, and leaves what is not JSON alone', () => {
  expect(requestText(null)).toBe('Nothing was sent.');
  expect(responseText(null)).toBe('There was no response.');
  expect(payloadText('<html>')).toBe('<html>');
});
