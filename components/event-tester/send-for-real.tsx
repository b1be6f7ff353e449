'use client';

import type { EventTestView } from '@/control-plane/event-tester/test-view';
import { Button } from '../ui/form/button';
import { requestsOf } from './summarise-test';
import type { TestMode } from './use-event-tester';

function warning(test: EventTestView, destination: string, mapping: { name: string; enabled: boolean } | null): string {
  const requests = requestsOf(test);
  const sent = requests === 0 ? 'the event' : requests === 1 ? 'the request' : `the ${requests} requests`;
  const what = `${sent} to ${destination} now, beside real traffic`;
  const through = mapping && !mapping.enabled ? ` through “${mapping.name}”, which is disabled` : '';
  return `This sends ${what}${through}. It cannot be taken back. It is not counted as a delivery and not tried again.`;
}

/** The way from a dry test to a real send, with what that means; nothing when there is nothing to send. */
export function SendForReal({
  test,
  destination,
  mapping,
  stale,
  busy,
  canEdit,
  onSend,
}: {
  test: EventTestView;
  destination: string;
  mapping: { name: string; enabled: boolean } | null;
  /** The event or the mapping was changed since this test. */
  stale: boolean;
  busy: TestMode | null;
  canEdit: boolean;
  onSend: () => void;
}) {
  if (stale)
    return <p className="mt-2 text-xs text-retrying-text">The event was changed since. Run the dry test again.</p>;
  const nothing = requestsOf(test) === 0 && !test.mappings.some(({ run }) => run?.unseen);
  if (nothing || test.device) return null;
  if (!canEdit)
    return <p className="mt-2 text-xs text-muted">Your role allows dry tests. A source admin can send it for real.</p>;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button busy={busy === 'real'} disabled={busy !== null} onClick={onSend}>
        {test.mode === 'dry' ? 'Send for real' : 'Send again for real'}
      </Button>
      <p className="min-w-0 flex-1 basis-64 text-xs text-muted">{warning(test, destination, mapping)}</p>
    </div>
  );
}
