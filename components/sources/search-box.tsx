'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { TextInput } from '../ui/form/text-input';

const PAUSE_MS = 250;

/** Searches a list as one types; what is searched for is in the URL (`?q=`). `/` puts the cursor here. */
export function SearchBox({ initial, label }: { initial: string; label: string }) {
  const [text, setText] = useState(initial);
  const [pending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const path = usePathname();

  useEffect(() => {
    if (text.trim() === initial) return;
    const timer = setTimeout(() => {
      const query = text.trim() ? `?${new URLSearchParams({ q: text.trim() }).toString()}` : '';
      startTransition(() => router.replace(path + query));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, initial, path, router]);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || event.metaKey || event.ctrlKey || target.matches('input, textarea, [contenteditable]')) {
        return;
      }
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);

  return (
    <div role="search" aria-busy={pending} className="max-w-80">
      <TextInput
        ref={input}
        type="search"
        size="sm"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        trailing={!text && <kbd aria-hidden>/</kbd>}
      />
    </div>
  );
}
