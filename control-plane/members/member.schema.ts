import { z } from 'zod';
import { ROLES } from '../context';

/** A role, as chosen in a form. */
export const roleSchema = z.enum(ROLES, { error: 'Choose a role.' });

/** Names one member. */
export const memberSchema = z.object({ userId: z.string().min(1).max(100) });

/** The input of changing a member's role. */
export const changeRoleSchema = memberSchema.extend({ role: roleSchema });
