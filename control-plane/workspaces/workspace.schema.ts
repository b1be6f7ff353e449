import { z } from 'zod';
import { RESERVED_SLUGS } from './reserved-slugs';
import { MAX_SLUG } from './slug-of-name.schema';

/** What a workspace is called. */
export const workspaceNameSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .min(1, 'Enter a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'The name holds characters that cannot be shown.');

/** The first part of a workspace's URLs. */
export const workspaceSlugSchema = z
  .string({ error: 'Enter a slug.' })
  .trim()
  .toLowerCase()
  .min(2, 'Use at least 2 characters.')
  .max(MAX_SLUG, `Use at most ${MAX_SLUG} characters.`)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens between them.')
  .refine((slug) => !RESERVED_SLUGS.has(slug), 'This slug is reserved. Choose another one.');

/** The input of creating a workspace and of changing its name and slug. */
export const workspaceSchema = z.object({ name: workspaceNameSchema, slug: workspaceSlugSchema });
