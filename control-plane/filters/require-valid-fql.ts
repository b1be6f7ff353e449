import { parseFql } from '@/spec/fql/parse-fql';
import { ControlPlaneError } from '../errors';

/**
 * Refuses a condition that is not FQL, saying where it goes wrong.
 * @throws ControlPlaneError `invalid_input` about `field`; the message names the character, counted from 1.
 */
export function requireValidFql(text: string, field: string): void {
  const parsed = parseFql(text);
  if (parsed.ok) return;
  throw new ControlPlaneError('invalid_input', `${field}: ${parsed.message}`, { [field]: parsed.message });
}
