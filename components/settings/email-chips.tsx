'use client';

import X from 'lucide-react/icons/x';
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { classNames } from '../ui/class-names';
import { useField } from '../ui/form/field-context';

const SEPARATORS = /[\s,;]+/;

/** Roughly an address; the server has the last word. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/.test(text);
}

/** The addresses in a text: separated by blanks, commas, semicolons or lines; "Ana <ana@x.test>" counts as ana@x.test. */
export function addressesIn(text: string): string[] {
  const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map((match) => match[1] ?? '');
  const parts = bracketed.length > 0 ? bracketed : text.split(SEPARATORS);
  return [...new Set(parts.map((part) => part.trim().toLowerCase()).filter(Boolean))];
}

/** Several addresses, each a chip once it is complete; those that are none are marked. */
export function EmailChips({
  emails,
  onChange,
  draft,
  onDraft,
}: {
  emails: string[];
  onChange: (emails: string[]) => void;
  draft: string;
  onDraft: (draft: string) => void;
}) {
  const field = useField();
  const [pasted, setPasted] = useState('');
  const add = (text: string) => {
    onChange([...new Set([...emails, ...addressesIn(text)])]);
    onDraft('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (['Enter', ',', ';', ' '].includes(event.key) && draft.trim() !== '') {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && emails.length > 0) {
      event.preventDefault();
      onDraft(emails.at(-1) ?? '');
      onChange(emails.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    if (!SEPARATORS.test(text.trim())) return;
    event.preventDefault();
    add(`${draft} ${text}`);
    setPasted(`${addressesIn(text).length} addresses added`);
  };
  return (
    <div
      className="control flex min-h-16 flex-wrap content-start gap-1.5 px-2 py-1.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus"
      aria-invalid={field.invalid || undefined}
    >
      {emails.map((email) => (
        <span
          key={email}
          className={classNames(
            'inline-flex max-w-full items-center gap-1 rounded-sm pl-1.5 text-xs leading-[22px]',
            looksLikeEmail(email) ? 'bg-active' : 'bg-failed-tint text-failed-text',
          )}
        >
          <span className="truncate">{email}</span>
          <button
            type="button"
            aria-label={`Remove ${email}`}
            className="flex size-5 items-center justify-center rounded-xs text-muted hover:text-default"
            onClick={() => onChange(emails.filter((other) => other !== email))}
          >
            <X className="size-3" aria-hidden />
          </button>
        </span>
      ))}
      <input
        id={field.id}
        type="text"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid || undefined}
        className="h-[22px] min-w-40 flex-1 bg-transparent outline-hidden"
        placeholder={emails.length === 0 ? 'ana@example.com, jun@example.com' : undefined}
        value={draft}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => draft.trim() !== '' && add(draft)}
      />
      <span role="status" className="sr-only">
        {pasted}
      </span>
    </div>
  );
}
