import { z } from 'zod';
import { emailSchema, newPasswordSchema, personNameSchema } from '../accounts/account.schema';
import { roleSchema } from '../members/member.schema';

/** How long an invitation can be accepted. */
export const INVITE_DAYS = 7;

/** The input of inviting: up to 50 addresses at once, each named once. */
export const createInvitesSchema = z.object({
  emails: z
    .array(emailSchema)
    .min(1, 'Enter at least one email address.')
    .max(50, 'Invite at most 50 people at once.')
    .transform((emails) => [...new Set(emails)]),
  role: roleSchema,
});

/** Names one invitation. */
export const inviteIdSchema = z.object({ inviteId: z.string().min(1).max(100) });

/** The input of giving an invitation a new link: `send` also mails it. */
export const renewInviteSchema = inviteIdSchema.extend({ send: z.boolean() });

/** The input of accepting with an account there is. */
export const acceptInviteSchema = z.object({ token: z.string().min(1).max(100) });

/** The input of accepting with an account made for it; the address is the invitation's. */
export const acceptAsNewSchema = acceptInviteSchema.extend({ name: personNameSchema, password: newPasswordSchema });
