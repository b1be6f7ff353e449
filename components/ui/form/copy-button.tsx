'use client';

import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useEffect, useState } from 'react';
import { Button } from './button';

/** Copies `value` on a click; says "Copied" in its place for 1.2 s. `label` names what is copied, for screen readers. */
export function CopyButton({ value, label, text = 'Copy' }: { value: string; label: string; text?: string | null }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1200);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    const write = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'));
    write.then(
      () => setState('copied'),
      () => setState(copyBySelection(value) ? 'copied' : 'refused'),
    );
  };
  const shown = state === 'copied' ? 'Copied' : state === 'refused' ? 'Not allowed' : text;
  return (
    <Button variant="quiet" size="sm" onClick={copy} aria-label={`Copy ${label}`} title={`Copy ${label}`}>
      {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
      {shown}
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </Button>
  );
}

/** Pages on plain http have no clipboard API; selecting a text and asking the browser to copy it still works there. */
function copyBySelection(value: string): boolean {
  const area = document.createElement('textarea');
  area.value = value;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
