'use client';

import { Field } from '../ui/form/field';
import { TextArea } from '../ui/form/text-area';

/** The event that a text holds, or what is wrong with the text. */
export function readEvent(text: string): { event: Record<string, unknown> } | { error: string | null } {
  if (text.trim() === '') return { error: null };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { event: value as Record<string, unknown> };
    }
    return { error: 'An event is a JSON object: { … }.' };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : 'it could not be read'}.` };
  }
}

/** Where one pastes an event to try a filter on. */
export function PastedEvent({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const read = readEvent(text);
  const error = 'error' in read ? (read.error ?? undefined) : undefined;
  return (
    <div className="px-gutter">
      <Field label="Event" help="One event as JSON, for example copied from the debugger." error={error}>
        <TextArea
          mono
          rows={14}
          value={text}
          spellCheck={false}
          placeholder={'{\n  "type": "track",\n  "event": "Order Completed",\n  "userId": "u_1"\n}'}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    </div>
  );
}
