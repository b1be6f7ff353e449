'use client';

import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useState } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';

/** A value to take away: mono, one click copies it whole. `masked` hides all but its last four characters until asked. */
export function CopyField({ value, masked = false, label }: { value: string; masked?: boolean; label: string }) {
  const [shown, setShown] = useState(!masked);
  return (
    <div
      role="group"
      aria-label={label}
      className="flex min-h-control min-w-0 items-center gap-1 rounded-md border bg-sunken pr-1 pl-2.5"
    >
      <code className="min-w-0 flex-1 truncate font-mono text-xs select-all" title={shown ? value : undefined}>
        {shown ? value : `••••••••••••${value.slice(-4)}`}
      </code>
      {masked && (
        <Button
          variant="quiet"
          size="sm"
          onClick={() => setShown(!shown)}
          aria-label={`${shown ? 'Hide' : 'Show'} ${label}`}
          aria-pressed={shown}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      )}
      <CopyButton value={value} label={label} />
    </div>
  );
}
