'use client';

import { useEffect, useState } from 'react';
import type { CredentialsAnswer } from '@/control-plane/destinations/setup/test-credentials';
import type { ActionAnswer } from '../destination-page/action-answer';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';

/** Tries what has been typed with the service, before it is saved, and shows what it answered. */
export function CredentialsCheck({
  name,
  values,
  check,
  onRefused,
}: {
  /** Of the service. */
  name: string;
  /** What would be tried; an answer is shown only as long as it stays. */
  values: unknown;
  check: () => Promise<ActionAnswer<CredentialsAnswer>>;
  /** Fields that are missing or wrong, so that nothing could be tried. */
  onRefused: (fields: Record<string, string>) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ ok: boolean; words: string } | null>(null);
  const tried = JSON.stringify(values);
  useEffect(() => setAnswer(null), [tried]);

  const run = async () => {
    setBusy(true);
    setAnswer(null);
    const result = await check();
    setBusy(false);
    if (!result.ok) {
      onRefused(result.error.fields);
      setAnswer({ ok: false, words: result.error.message });
    } else if (result.value.ok) {
      setAnswer({ ok: true, words: `The check passed: ${name} takes these settings.` });
    } else {
      setAnswer({ ok: false, words: result.value.message });
    }
  };
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <Button busy={busy} onClick={() => void run()}>
        Check the credentials
      </Button>
      <p role="status" className="min-w-0 flex-1 basis-64 self-center text-xs text-muted">
        {busy ? (
          `Asking ${name}…`
        ) : answer ? (
          <span className={answer.ok ? 'flex gap-1.5 text-delivered-text' : 'flex gap-1.5 text-failed-text'}>
            <StateGlyph state={answer.ok ? 'delivered' : 'failed'} className="mt-0.5" />
            <span className="min-w-0 break-words">{answer.words}</span>
          </span>
        ) : (
          `Asks ${name} whether it takes them. No event is sent.`
        )}
      </p>
    </div>
  );
}
