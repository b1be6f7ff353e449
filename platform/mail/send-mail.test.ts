import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import type { SmtpSettings } from '../../config/env';
import { useTestInstallation } from '../../testing/installation';
import type { Mail } from './mail';
import { sendMail } from './send-mail';

const MAIL: Mail = {
  to: 'ana@example.com',
  subject: 'Join Café “Söhne” on Switchyard',
  text: 'Hello Ana,\n\nhttp://localhost:3000/invite/inv_abc\n',
  html: '<p>Hello Ana,</p>',
};

interface Received {
  from: string;
  to: string[];
  user: unknown;
  raw: string;
}

let server: SMTPServer | undefined;
afterEach(async () => {
  const running = server;
  server = undefined;
  if (running) await new Promise<void>((resolve) => running.close(() => resolve()));
});

async function anSmtpServer(refuse?: string): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'secret' ? done(null, { user: username }) : done(new Error('wrong password')),
    onRcptTo: (_address, _session, done) => done(refuse === undefined ? null : new Error(refuse)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: session.user,
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { port: (server.server.address() as AddressInfo).port, received };
}

function anInstallation(smtp: SmtpSettings | null): string {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-mail-'));
  useTestInstallation({ databaseUrl: 'postgresql://unused', dataDir, smtp, logLevel: 'error' });
  return path.join(dataDir, 'outbox');
}

const settings = (port: number): SmtpSettings => ({
  host: '127.0.0.1',
  port,
  secure: false,
  user: 'switchyard',
  password: 'secret',
  from: 'Switchyard <mail@toastmates.test>',
});

it('gives the message, in text and HTML, to the configured mail server', async () => {
  const { port, received } = await anSmtpServer();
  anInstallation(settings(port));
  expect(await sendMail(MAIL)).toBe('sent');
  expect(received).toMatchObject([{ from: 'mail@toastmates.test', to: ['ana@example.com'], user: 'switchyard' }]);
  const parsed = await PostalMime.parse(received[0]?.raw ?? '');
  expect(parsed.subject).toBe(MAIL.subject);
  expect(parsed.from).toMatchObject({ name: 'Switchyard', address: 'mail@toastmates.test' });
  expect(parsed.text?.trim()).toBe(MAIL.text.trim());
  expect(parsed.html?.trim()).toBe(MAIL.html);
});

it.each([
  ['the server refuses', (port: number) => settings(port)],
  ['the password is wrong', (port: number) => ({ ...settings(port), password: 'wrong' })],
  ['nobody listens', () => settings(1)],
])('says that it failed, and keeps the message, when %s', async (_, smtp) => {
  const { port } = await anSmtpServer('no such mailbox');
  const outbox = anInstallation(smtp(port));
  expect(await sendMail(MAIL)).toBe('failed');
  expect(readdirSync(outbox)).toHaveLength(1);
});

it('without a mail server keeps the whole message as a file that mail programs open', async () => {
  const outbox = anInstallation(null);
  expect(await sendMail({ ...MAIL, to: 'ana+../x@example.com' })).toBe('outbox');
  const [file = ''] = readdirSync(outbox);
  expect(file).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z-ana\+\.\._x@example\.com-\w{4}\.eml$/);
  const parsed = await PostalMime.parse(readFileSync(path.join(outbox, file)));
  expect(parsed).toMatchObject({ subject: MAIL.subject, to: [{ address: 'ana+../x@example.com' }] });
  expect(parsed.text).toContain('http://localhost:3000/invite/inv_abc');
});

it('takes what stands in a name for text, never for a header', async () => {
  const { port, received } = await anSmtpServer();
  anInstallation(settings(port));
  await sendMail({ ...MAIL, subject: 'Join X\r\nBcc: eve@example.com' });
  expect(received[0]?.to).toEqual(['ana@example.com']);
  expect((await PostalMime.parse(received[0]?.raw ?? '')).bcc ?? []).toEqual([]);
});
