import { expect, it } from 'vitest';
import { compose } from './letter';

const LETTER = {
  subject: 'Join <b>Toast</b> & Mates',
  paragraphs: ['"Ana" <script>alert(1)</script> invites you.'],
  action: { label: 'Accept', url: 'https://x.test/invite/inv_a?b=1&c="2"' },
  footnote: 'Ignore it otherwise.',
};

it('says the same in text and HTML', () => {
  const mail = compose('ana@example.com', LETTER);
  for (const part of [...LETTER.paragraphs, LETTER.action.url, LETTER.footnote]) expect(mail.text).toContain(part);
  expect(mail.html).toContain('Ignore it otherwise.');
  expect(mail).toMatchObject({ to: 'ana@example.com', subject: LETTER.subject });
});

it('escapes names in HTML', () => {
  const { html } = compose('ana@example.com', LETTER);
  expect(html).not.toMatch(/<script|<b>|"2"/);
  expect(html).toContain('&lt;script&gt;');
});
