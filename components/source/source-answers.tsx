'use client';

import { useTransition } from 'react';
import { CodeBlock } from '../ui/code/code-block';
import { Toggle } from '../ui/form/toggle';
import { notify } from '../ui/overlay/notify';
import { Section } from '../ui/page/section';
import type { Outcome } from './outcome';

const REQUEST = `POST /v1/track\n{ "userId": "u-1", "messageId": "order-1817" }`;
const AS_SEGMENT = `200\n{\n  "success": true\n}`;
const HONEST = `422
{
  "success": false,
  "code": "event_not_defined",
  "message": "The track call had no event name.",
  "requestId": "mwrq0c3f-4uz9q7f6h",
  "messageId": "order-1817"
}`;

/** How the source's senders are answered: as Segment does, or honestly. */
export function SourceAnswers({
  honestMode,
  canEdit,
  save,
}: {
  honestMode: boolean;
  canEdit: boolean;
  save: (honestMode: boolean) => Promise<Outcome>;
}) {
  const [pending, startTransition] = useTransition();
  const change = (next: boolean) =>
    startTransition(async () => {
      const result = await save(next);
      if (!result.ok) void notify('error', result.error.message);
    });
  return (
    <Section
      title="Answers"
      className="max-w-205"
      description="Segment answers 200 to almost everything, also to events that it drops. Honest answers name the mistake and, for a batch, what became of each event. Valid events are accepted either way."
    >
      <Toggle
        checked={honestMode}
        onCheckedChange={change}
        label="Honest answers"
        showLabel
        disabled={!canEdit}
        disabledReason="Your role does not allow changing sources."
        busy={pending}
      />
      <p className="mt-3 mb-2 text-muted">
        The same request, which has no event name. In both modes the debugger shows it as{' '}
        <code className="font-mono text-xs">event_not_defined</code>.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <CodeBlock
          code={REQUEST}
          language="http"
          label="request"
          title="Request"
          className="sm:col-span-2"
          numbers={false}
        />
        <Answer title="Segment’s answer" code={AS_SEGMENT} current={!honestMode} />
        <Answer title="Honest answer" code={HONEST} current={honestMode} />
      </div>
      <p className="mt-3 text-xs text-muted">
        SDKs drop what is answered 400, 401, 403 or 422, and send it again after 408, 429 and 5xx. One request can ask
        for an honest answer with the header <code className="font-mono whitespace-nowrap">X-Switchyard-Honest: 1</code>
        , whatever is chosen here. The debugger finds a request by its id.
      </p>
    </Section>
  );
}

function Answer({ title, code, current }: { title: string; code: string; current: boolean }) {
  return (
    <CodeBlock
      code={code}
      language="json"
      label={title.toLowerCase()}
      numbers={false}
      title={
        <>
          {title}
          {current && <span className="ml-2 text-accent">in use</span>}
        </>
      }
    />
  );
}
