'use client';

import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useState } from 'react';
import type { RunView } from '@/control-plane/event-tester/test-view';
import { requestText, responseText } from '../delivery/sample-text';
import { CodeBlock } from '../ui/code/code-block';
import { formatLatency } from '../ui/data/format';
import { Button } from '../ui/form/button';
import { CopyButton } from '../ui/form/copy-button';
import { Segmented } from '../ui/form/segmented';
import { curlOf } from './curl-of';

type Part = 'payload' | 'request' | 'response';

function Pager({ at, count, onGo }: { at: number; count: number; onGo: (at: number) => void }) {
  return (
    <span className="flex items-center text-xs text-muted">
      Request {at + 1} of {count}
      <Button variant="quiet" size="sm" aria-label="Previous request" disabled={at === 0} onClick={() => onGo(at - 1)}>
        <ChevronLeft aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="sm"
        aria-label="Next request"
        disabled={at >= count - 1}
        onClick={() => onGo(at + 1)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </span>
  );
}

/** What a mapping made of the event, the requests that carry it, and what came back; secrets are left out. */
export function ExchangePanel({ run, real, name }: { run: RunView; real: boolean; name: string }) {
  const [wanted, setPart] = useState<Part>(real ? 'response' : run.exchanges.length > 0 ? 'request' : 'payload');
  const [index, setIndex] = useState(0);
  const at = Math.min(index, Math.max(0, run.exchanges.length - 1));
  const exchange = run.exchanges[at];
  const parts: { value: Part; label: string }[] = [
    { value: 'payload', label: 'Payload' },
    ...(exchange ? [{ value: 'request' as const, label: 'Request' }] : []),
    ...(exchange && real ? [{ value: 'response' as const, label: 'Response' }] : []),
  ];
  const part = parts.some(({ value }) => value === wanted) ? wanted : 'payload';
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2">
        {parts.length > 1 && (
          <Segmented<Part> label={`Parts of ${name}`} value={part} onChange={setPart} options={parts} />
        )}
        {part !== 'payload' && run.exchanges.length > 1 && (
          <Pager at={at} count={run.exchanges.length} onGo={setIndex} />
        )}
        {exchange && part === 'request' && (
          <span className="ml-auto">
            <CopyButton value={curlOf(exchange.request)} label="request as curl" text="Copy as curl" />
          </span>
        )}
        {exchange && part === 'response' && (
          <span className="ml-auto text-xs text-muted">{formatLatency(exchange.durationMs)}</span>
        )}
      </div>
      {part === 'payload' ? (
        <CodeBlock language="json" label="payload" code={JSON.stringify(run.payload, null, 2)} />
      ) : exchange && part === 'request' ? (
        <CodeBlock language="text" label="request" code={requestText(exchange.request)} />
      ) : exchange ? (
        <CodeBlock language="text" label="response" code={responseText(exchange.response)} />
      ) : null}
    </div>
  );
}
