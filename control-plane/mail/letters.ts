import { installation } from '@/platform/installation';
import type { Mail } from '@/platform/mail/mail';
import type { Role } from '../context';
import { compose } from './letter';

const ROLE_WORDS: Record<Role, string> = { OWNER: 'an Owner', SOURCE_ADMIN: 'a Source Admin', VIEWER: 'a Viewer' };

/** The public address of a page of this installation. */
export function publicLink(path: string): string {
  return `${installation().publicUrl}${path}`;
}

/** "Ana invites you to Toastmates". */
export function inviteLetter(input: {
  to: string;
  workspaceName: string;
  invitedBy: string;
  role: Role;
  link: string;
  days: number;
}): Mail {
  return compose(input.to, {
    subject: `Join ${input.workspaceName} on Switchyard`,
    paragraphs: [
      `${input.invitedBy} invites you to the workspace ${input.workspaceName} as ${ROLE_WORDS[input.role]}.`,
      `The link works once, for ${input.days} days, and only for ${input.to}.`,
    ],
    action: { label: 'Accept the invitation', url: input.link },
    footnote: 'If you did not expect this invitation, you can ignore this message.',
  });
}

/** "Choose a new password". */
export function passwordResetLetter(input: { to: string; name: string; link: string }): Mail {
  return compose(input.to, {
    subject: 'Choose a new password for Switchyard',
    paragraphs: [
      `Hello ${input.name},`,
      'somebody, probably you, asked for a new password for your account. The link works once, for one hour.',
    ],
    action: { label: 'Choose a new password', url: input.link },
    footnote: 'If it was not you, ignore this message: your password stays as it is.',
  });
}

/** "Your password was changed": so that a change one did not make is noticed. */
export function passwordChangedLetter(input: { to: string; name: string }): Mail {
  return compose(input.to, {
    subject: 'Your Switchyard password was changed',
    paragraphs: [
      `Hello ${input.name},`,
      'the password of your account was changed just now, and every session was signed out.',
    ],
    action: { label: 'Sign in', url: publicLink('/sign-in') },
    footnote: `If it was not you, choose a new password at once: ${publicLink('/forgot')}`,
  });
}
