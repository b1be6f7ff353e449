import { INGEST_REASONS } from '@/spec/outcome';

/** Why an event was not accepted, as a sentence. */
export function explainRefusal(reason: string): string {
  return (
    (Object.hasOwn(INGEST_REASONS, reason) && (INGEST_REASONS as Record<string, string>)[reason]) ||
    'The events could not be read.'
  );
}
