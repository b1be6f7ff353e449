'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { TextInput } from '../ui/form/text-input';

/** Searches a list by the URL's `search`, shortly after the last key. */
export function DestinationSearch({ label, placeholder }: { label: string; placeholder: string }) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const wanted = params.get('search') ?? '';
  const [text, setText] = useState(wanted);
  const sent = useRef(wanted);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      const next = new URLSearchParams(params);
      next.delete('cursor');
      if (text.trim()) next.set('search', text.trim());
      else next.delete('search');
      router.replace(next.size > 0 ? `${path}?${next.toString()}` : path, { scroll: false });
    }, 250);
    return () => clearTimeout(timer);
  }, [text, params, path, router]);
  return (
    <div className="w-full max-w-72">
      <TextInput
        type="search"
        data-page-search
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        trailing={<kbd aria-hidden>/</kbd>}
      />
    </div>
  );
}
