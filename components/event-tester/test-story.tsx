import type { ReactNode } from 'react';
import type { EventTestView, StepView } from '@/control-plane/event-tester/test-view';
import { CodeBlock } from '../ui/code/code-block';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { MappingCard } from './mapping-card';

const TITLES: Record<StepView['key'], string> = {
  door: 'Received',
  enabled: 'Destination',
  integrations: 'Integrations object',
  type: 'Event type',
  filters: 'Filters',
  triggers: 'Triggers',
  settings: 'Settings',
  sender: 'Browser',
};

function lookOf({ key, state }: StepView): { glyph: State; word: string } {
  if (state === 'passed') return { glyph: 'delivered', word: 'Passed' };
  if (state === 'noted') return { glyph: 'held', word: 'Real events stop here' };
  if (state === 'skipped') return { glyph: 'pending', word: 'Not reached' };
  return { glyph: key === 'door' || key === 'settings' ? 'failed' : 'filtered', word: 'Stopped here' };
}

function Filters({ step }: { step: StepView }) {
  if (!step.filters || step.filters.length === 0) return null;
  return (
    <ul className="mt-1 space-y-0.5 text-xs text-muted">
      {step.filters.map(({ id, title, condition, matched }) => (
        <li key={id} className="break-words">
          “{title}” {matched === null ? 'was not asked' : matched ? 'applies' : 'does not apply'}:{' '}
          <code className="font-mono">{condition}</code>
        </li>
      ))}
      {step.removed && step.removed.length > 0 && (
        <li className="break-words">
          Removed: <code className="font-mono">{step.removed.join(', ')}</code>
        </li>
      )}
    </ul>
  );
}

function Step({ step, last, children }: { step: StepView; last: boolean; children?: ReactNode }) {
  const { glyph, word } = lookOf(step);
  const reached = step.state !== 'skipped';
  return (
    <li className="relative flex gap-3 pb-2.5">
      {!last && <span aria-hidden className="absolute top-5 bottom-[-2px] left-[5.5px] w-px bg-strong" />}
      <StateGlyph state={glyph} label={word} className="mt-1" />
      <div className="min-w-0 flex-1 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-x-3">
        <h3 className={reached ? 'font-medium' : 'font-normal text-muted'}>{TITLES[step.key]}</h3>
        <div className="min-w-0">
          <p className="break-words text-muted">
            {step.state === 'stopped' && <strong className="font-medium text-default">Stopped here. </strong>}
            {reached ? step.message : 'Not reached'}
            {step.reason && step.state !== 'passed' && <code className="ml-1.5 font-mono text-xs">{step.reason}</code>}
          </p>
          <Filters step={step} />
          {children}
        </div>
      </div>
    </li>
  );
}

function StoredEvent({ test }: { test: EventTestView }) {
  if (!test.received) return null;
  return (
    <details className="mt-1 text-xs">
      <summary className="w-fit cursor-pointer text-muted hover:text-default">The event as it is stored</summary>
      <CodeBlock
        className="mt-1.5"
        language="json"
        label="stored event"
        code={JSON.stringify(test.received, null, 2)}
      />
    </details>
  );
}

/** The way of the event, step by step, and what each mapping made of it. */
export function TestStory({ test, base }: { test: EventTestView; base: string }) {
  const { steps } = test;
  return (
    <div className="px-gutter py-4">
      <ol aria-label="Steps">
        {steps.map((step, index) => (
          <Step key={step.key} step={step} last={index === steps.length - 1}>
            {step.key === 'door' && <StoredEvent test={test} />}
          </Step>
        ))}
      </ol>
      {test.mappings.length > 0 && (
        <ul aria-label="Mappings" className="mt-1 space-y-2.5 sm:ml-6">
          {test.mappings.map((mapping) => (
            <MappingCard key={`${test.at}-${mapping.id}`} mapping={mapping} test={test} base={base} />
          ))}
        </ul>
      )}
    </div>
  );
}
