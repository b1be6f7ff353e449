import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../config/env';
import { systemClock } from '../clock';
import { installation } from '../installation';
import { createLogger } from '../logger';
import type { Mail, MailOutcome } from './mail';
import { writeToOutbox } from './outbox';

const TIMEOUT_MS = 10_000;

async function deliver(smtp: SmtpSettings, mail: Mail): Promise<void> {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    auth: smtp.user === undefined ? undefined : { user: smtp.user, pass: smtp.password ?? '' },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: smtp.from, ...mail });
  } finally {
    transport.close();
  }
}

/**
 * Sends a message by the configured mail server; without one, or when it fails, keeps the message in the outbox folder.
 * Never throws: what went wrong is in the log and in the outcome.
 */
export async function sendMail(mail: Mail): Promise<MailOutcome> {
  const { smtp, logLevel } = installation();
  const log = createLogger('mail', logLevel);
  const about = { to: mail.to, subject: mail.subject };
  try {
    if (smtp === null) {
      const file = await writeToOutbox(mail, 'Switchyard <switchyard@localhost>', systemClock.now());
      log.info('no mail server is configured; the message is in the outbox', { ...about, file, text: mail.text });
      return 'outbox';
    }
    await deliver(smtp, mail);
    log.info('sent a message', about);
    return 'sent';
  } catch (error) {
    log.error('a message could not be sent', { ...about, error });
    if (smtp !== null) await keep(mail, smtp.from, log);
    return 'failed';
  }
}

async function keep(mail: Mail, from: string, log: ReturnType<typeof createLogger>): Promise<void> {
  await writeToOutbox(mail, from, systemClock.now()).then(
    (file) => log.info('the message that could not be sent is in the outbox', { file }),
    (error: unknown) => log.error('the outbox could not be written', { error }),
  );
}
