'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useOptimistic, useState, useTransition } from 'react';
import { Toggle } from '../ui/form/toggle';
import type { ActionAnswer } from './action-answer';

/** Turns something on or off at once; says beside itself why it could not. */
export function EnableToggle({
  enabled,
  label,
  canEdit,
  showState = false,
  version,
  set,
}: {
  enabled: boolean;
  /** For screen readers: "Windsor enabled". */
  label: string;
  canEdit: boolean;
  /** Show "Enabled" or "Disabled" beside it. */
  showState?: boolean;
  /** Changes when the thing does: an old refusal is then forgotten. */
  version?: number;
  set: (enabled: boolean) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [shown, show] = useOptimistic(enabled);
  const [pending, start] = useTransition();
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => setRefused(null), [version]);
  const change = (next: boolean) =>
    start(async () => {
      show(next);
      const answer = await set(next);
      setRefused(answer.ok ? null : answer.error.message);
      router.refresh();
    });
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      {refused && (
        <span role="alert" className="min-w-0 text-xs text-failed-text">
          {refused}
        </span>
      )}
      {showState && !refused && (
        <span aria-hidden className="text-xs text-muted">
          {shown ? 'Enabled' : 'Disabled'}
        </span>
      )}
      <Toggle
        checked={shown}
        onCheckedChange={change}
        label={label}
        busy={pending}
        disabled={!canEdit}
        disabledReason="Your role only allows looking."
      />
    </span>
  );
}
