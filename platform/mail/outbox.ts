import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { installation } from '../installation';
import { randomToken } from '../ids';
import type { Mail } from './mail';

/** The folder in which an operator finds messages that no mail server took. */
export function outboxFolder(): string {
  return path.join(installation().dataDir, 'outbox');
}

/** Writes a message as `<outbox>/<time>-<address>-<random>.eml`, readable by the operator only. @returns the file. */
export async function writeToOutbox(mail: Mail, from: string, now: Date): Promise<string> {
  const compose = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message } = await compose.sendMail({ from, date: now, ...mail });
  const time = now.toISOString().replace(/[:.]/g, '-');
  const address = mail.to.replace(/[^A-Za-z0-9@._+-]/g, '_').slice(0, 100);
  const file = path.join(outboxFolder(), `${time}-${address}-${randomToken(4)}.eml`);
  await mkdir(outboxFolder(), { recursive: true, mode: 0o700 });
  await writeFile(file, message as Buffer, { mode: 0o600, flag: 'wx' });
  return file;
}
