'use client';

import Link from 'next/link';
import type { EventTestView, MappingView } from '@/control-plane/event-tester/test-view';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { formatDelay } from '../ui/data/format';
import { ConditionWhy } from './condition-why';
import { ExchangePanel } from './exchange-panel';

const TABS = { settings: 'Open settings', mappings: 'Open mappings', filters: 'Open filters' };

/** What is said of a mapping beside its name. */
function verdictOf(mapping: MappingView, mode: EventTestView['mode']): { state: State; words: string } {
  const { triggered, run, enabled } = mapping;
  if (triggered === 'unasked') return { state: 'pending', words: 'not reached' };
  if (triggered === 'failed') return { state: 'failed', words: 'the trigger failed' };
  if (triggered === 'no') return { state: 'filtered', words: 'does not match' };
  if (!run) return { state: 'pending', words: enabled ? 'matches' : 'matches, but is disabled' };
  const verdict = run.verdict;
  if (verdict?.kind === 'retry')
    return { state: 'retrying', words: mode === 'real' ? verdict.reason : 'would be tried again' };
  if (verdict?.kind === 'failed') return { state: 'failed', words: mode === 'real' ? verdict.reason : 'would fail' };
  if (run.unseen) return { state: 'pending', words: 'would be sent' };
  const requests = run.exchanges.length;
  if (requests === 0)
    return { state: 'delivered', words: mode === 'real' ? 'made no HTTP request' : 'sends nothing for this event' };
  const words = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (mode === 'dry') return { state: 'pending', words: `would send ${words}` };
  const status = verdict?.status;
  return { state: 'delivered', words: status ? `${status}, ${words}` : words };
}

function Verdict({ mapping, test, base }: { mapping: MappingView; test: EventTestView; base: string }) {
  const verdict = mapping.run?.verdict;
  if (!verdict || verdict.kind === 'delivered') return null;
  const words = test.words[verdict.reason];
  return (
    <div className="space-y-0.5">
      <p className="break-words">
        <strong className="font-medium">{words?.title ?? verdict.reason}.</strong> {verdict.message}
      </p>
      {words && (
        <p className="text-xs text-muted">
          {words.meaning} {words.advice}{' '}
          {words.tab && (
            <Link className="link" href={`${base}/${words.tab}`}>
              {TABS[words.tab]}
            </Link>
          )}
        </p>
      )}
      {verdict.kind === 'retry' && (
        <p className="text-xs text-muted">
          A real event would be tried again after about {formatDelay(verdict.delayMs)}. This test is not.
        </p>
      )}
    </div>
  );
}

/** One mapping: what its trigger said and why, what it makes of the event, its requests, and how they ended. */
export function MappingCard({ mapping, test, base }: { mapping: MappingView; test: EventTestView; base: string }) {
  const { state, words } = verdictOf(mapping, test.mode);
  const { run } = mapping;
  return (
    <li className="rounded-lg border">
      <details open={mapping.triggered === 'yes' || mapping.triggered === 'failed'}>
        <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1.5 [&::-webkit-details-marker]:hidden">
          <StateGlyph state={state} />
          <h4 className="min-w-0 truncate font-medium">{mapping.name}</h4>
          {mapping.actionTitle !== mapping.name && (
            <span className="min-w-0 truncate text-muted max-sm:hidden">{mapping.actionTitle}</span>
          )}
          {!mapping.enabled && <span className="shrink-0 text-xs text-muted">Disabled</span>}
          <span className="ml-auto shrink-0 pl-2 text-xs text-muted">{words}</span>
        </summary>
        <div className="space-y-3 border-t px-3 py-3">
          {mapping.triggered === 'unasked' ? (
            <p className="text-xs text-muted">The event did not come this far.</p>
          ) : mapping.triggerProblem ? (
            <p className="text-failed-text">{mapping.triggerProblem}</p>
          ) : (
            mapping.why && <ConditionWhy why={mapping.why} />
          )}
          {!mapping.enabled && mapping.triggered === 'yes' && (
            <p className="text-xs text-muted">
              {run
                ? 'The mapping is disabled: real events do not go through it.'
                : 'Real events do not go through it. Choose it under Mapping to test it alone.'}
            </p>
          )}
          {run && run.problems.length > 0 && (
            <ul aria-label="What the action would refuse" className="space-y-1">
              {run.problems.map(({ path, message }, index) => (
                <li key={index} className="flex items-baseline gap-2 text-failed-text">
                  <StateGlyph state="failed" className="translate-y-px" />
                  <span className="min-w-0 break-words">
                    {message} {path && <code className="font-mono text-xs">{path}</code>}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <Verdict mapping={mapping} test={test} base={base} />
          {run && <ExchangePanel key={test.at} run={run} real={test.mode === 'real'} name={mapping.name} />}
          {run?.unseen && (
            <p className="text-xs text-muted">
              This destination does not send by HTTP requests that a dry run can record; only the payload can be shown.
            </p>
          )}
          {run?.dependent && (
            <p className="text-xs text-muted">
              What comes after the first request may depend on its answer, which a dry run does not have. Only a real
              send shows it.
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
