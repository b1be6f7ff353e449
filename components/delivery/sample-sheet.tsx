'use client';

import { useQuery } from '@tanstack/react-query';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useState } from 'react';
import type { DeliveryReasonGroup } from '@/control-plane/delivery-metrics/get-delivery-summary';
import type { AttemptSampleView } from '@/control-plane/delivery-metrics/list-attempt-samples';
import { CodeBlock } from '../ui/code/code-block';
import { formatCount } from '../ui/data/format';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { LinkButton } from '../ui/form/link-button';
import { Segmented } from '../ui/form/segmented';
import { Sheet } from '../ui/overlay/sheet';
import { ErrorState } from '../ui/page/error-state';
import { SkeletonRows } from '../ui/page/skeleton';
import { attemptSamplesQuery } from './delivery.query';
import { AgainButton } from './queue/again-button';
import type { DeliveryActions } from './queue/delivery-actions';
import { payloadText, requestText, responseText } from './sample-text';

type Part = 'sent' | 'request' | 'response';
const TAB_WORDS = { settings: 'Open settings', mappings: 'Open mappings', filters: 'Open filters' };

function Sample({ sample, debuggerHref }: { sample: AttemptSampleView; debuggerHref: string }) {
  const [part, setPart] = useState<Part>('response');
  const text = {
    sent: payloadText(sample.sent),
    request: requestText(sample.request),
    response: responseText(sample.response),
  };
  return (
    <div className="space-y-3">
      <p className="px-gutter">{sample.message}</p>
      <p className="px-gutter text-xs break-words text-muted">
        <RelativeTime at={sample.at} /> · message <code className="font-mono break-all">{sample.messageId}</code> ·{' '}
        <a className="link" href={`${debuggerHref}?event=${sample.eventId}`}>
          open in the debugger
        </a>
      </p>
      <div className="overflow-x-auto px-gutter">
        <Segmented<Part>
          label="Part of the exchange"
          value={part}
          onChange={setPart}
          options={[
            { value: 'sent', label: 'You sent' },
            { value: 'request', label: 'Request to destination' },
            { value: 'response', label: 'Response from destination' },
          ]}
        />
      </div>
      <div className="px-gutter pb-6">
        <CodeBlock
          language={part === 'sent' ? 'json' : 'text'}
          label="payload"
          title={TITLES[part]}
          code={text[part]}
        />
      </div>
    </div>
  );
}

const TITLES: Record<Part, string> = {
  sent: 'The event as it reached this destination',
  request: 'What was sent; secrets are left out',
  response: 'What came back',
};

/** One reason at length: what it means, what to do, and up to ten exchanges. */
export function SampleSheet({
  group,
  base,
  destinationHref,
  debuggerHref,
  actions,
  onClose,
}: {
  /** Null: closed. */
  group: DeliveryReasonGroup | null;
  /** Address of the Event Delivery tab. */
  base: string;
  destinationHref: string;
  debuggerHref: string;
  /** Null: the person may only look. */
  actions: DeliveryActions | null;
  onClose: () => void;
}) {
  const [at, setAt] = useState(0);
  const { data, error, isPending, refetch } = useQuery({
    ...attemptSamplesQuery(base, group?.reason ?? ''),
    enabled: group !== null,
  });
  const items = data?.items ?? [];
  const index = Math.min(at, Math.max(0, items.length - 1));
  const sample = items[index];
  return (
    <Sheet open={group !== null} onOpenChange={onClose} title={group?.title ?? ''}>
      {group && (
        <div className="space-y-4 pt-4">
          <div className="space-y-1 px-gutter">
            <p>{group.meaning}</p>
            <p className="text-muted">{group.advice}</p>
            <div className="flex flex-wrap gap-2 pt-2 empty:hidden">
              {group.tab && (
                <LinkButton size="sm" href={`${destinationHref}/${group.tab}`}>
                  {TAB_WORDS[group.tab]}
                </LinkButton>
              )}
              {actions && group.waiting > 0 && (
                <AgainButton
                  kind="waiting"
                  chosen={{ reason: group.reason }}
                  count={group.waiting}
                  label={`Retry ${formatCount(group.waiting)} now`}
                  actions={actions}
                />
              )}
              {actions && group.failed > 0 && (
                <AgainButton
                  kind="failed"
                  chosen={{ reason: group.reason, from: new Date(group.firstAt) }}
                  count={group.failed}
                  label={`Send ${formatCount(group.failed)} again`}
                  actions={actions}
                />
              )}
            </div>
          </div>
          <div className="flex items-center justify-between gap-2 border-t px-gutter pt-3">
            <h3 className="font-medium">{items.length > 0 ? `Sample ${index + 1} of ${items.length}` : 'Samples'}</h3>
            {items.length > 1 && (
              <span>
                <Button
                  variant="quiet"
                  size="sm"
                  aria-label="Newer sample"
                  disabled={index === 0}
                  onClick={() => setAt(index - 1)}
                >
                  <ChevronLeft aria-hidden />
                </Button>
                <Button
                  variant="quiet"
                  size="sm"
                  aria-label="Older sample"
                  disabled={index >= items.length - 1}
                  onClick={() => setAt(index + 1)}
                >
                  <ChevronRight aria-hidden />
                </Button>
              </span>
            )}
          </div>
          {error ? (
            <ErrorState title="The samples could not be read." detail={error.message} onRetry={() => void refetch()} />
          ) : isPending ? (
            <SkeletonRows rows={4} />
          ) : sample ? (
            <Sample key={sample.id} sample={sample} debuggerHref={debuggerHref} />
          ) : (
            <p className="px-gutter text-muted">No sample was kept: the event was stopped before anything was sent.</p>
          )}
        </div>
      )}
    </Sheet>
  );
}
