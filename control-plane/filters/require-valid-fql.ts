import { parseFql } from '@/pipeline/filter/parse-fql';
import { ControlPlaneError } from '../errors';

/**
 * Refuses a condition that is not FQL, saying where it goes wrong.
 * @throws ControlPlaneError `invalid_input` about `field`; "at character N" counts from 1.
 */
export function requireValidFql(text: string, field: string): void {
  const parsed = parseFql(text);
  if (parsed.ok) return;
  const message = `${parsed.message} (at character ${parsed.position + 1})`;
  throw new ControlPlaneError('invalid_input', `${field}: ${message}`, { [field]: message });
}
