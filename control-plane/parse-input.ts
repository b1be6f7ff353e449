import type { z } from 'zod';
import { ControlPlaneError } from './errors';

/** Parses a verb's input. @throws ControlPlaneError `invalid_input` with one message per field (dotted path). */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.map(String).join('.')] ??= issue.message;
  const first = Object.entries(fields)[0];
  throw new ControlPlaneError(
    'invalid_input',
    first ? `${first[0] ? `${first[0]}: ` : ''}${first[1]}` : 'The input is invalid.',
    fields,
  );
}
