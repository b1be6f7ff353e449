/** One message to one person, in plain text and in HTML that says the same. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * What became of a message: `sent` (the mail server took it), `outbox` (no mail server is configured; it lies in the
 * outbox folder and in the log), `failed` (the mail server refused or is out of reach; it lies in the outbox folder).
 */
export type MailOutcome = 'sent' | 'outbox' | 'failed';
