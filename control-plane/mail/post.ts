import type { Mail, MailOutcome } from '@/platform/mail/mail';
import { sendMail } from '@/platform/mail/send-mail';

const PATIENCE_MS = 3000;

/** What a screen can say about a message: its outcome, or `sending` when the mail server takes its time. */
export type PostOutcome = MailOutcome | 'sending';

/** Sends a message and waits for its outcome for three seconds at most; sending goes on after that. Never throws. */
export async function post(mail: Mail): Promise<PostOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'sending'>((resolve) => {
    timer = setTimeout(() => resolve('sending'), PATIENCE_MS);
  });
  try {
    return await Promise.race([sendMail(mail), late]);
  } finally {
    clearTimeout(timer);
  }
}
