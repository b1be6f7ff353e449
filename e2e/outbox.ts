import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from './fixtures';

/** Undoes quoted-printable, in which mails are written. */
function decode(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The mails to an address that lie in the installation's outbox, oldest first. */
export async function mailsTo(address: string): Promise<string[]> {
  const folder = path.join(process.env.E2E_DATA_DIR ?? '', 'outbox');
  const files = await readdir(folder).catch(() => []);
  const mine = files.filter((file) => file.includes(address)).sort();
  return Promise.all(mine.map(async (file) => decode(await readFile(path.join(folder, file), 'utf8'))));
}

/** The link to `/reset/…` or `/invite/…` in the newest mail to an address, once there are `count` mails. */
export async function linkMailedTo(address: string, kind: 'reset' | 'invite', count = 1): Promise<string> {
  const pattern = new RegExp(`https?://\\S+?/${kind}/[\\w-]+`);
  const links = async () => (await mailsTo(address)).flatMap((mail) => pattern.exec(mail)?.[0] ?? []);
  await expect.poll(async () => (await links()).length, { message: `mails with a link to ${address}` }).toBe(count);
  return (await links()).at(-1) ?? '';
}
