'use client';

import type { ReactNode } from 'react';
import { StateGlyph } from '../../ui/data/state-glyph';
import type { MappingPreviewState } from './use-mapping-preview';

function Line({ glyph, children }: { glyph: 'failed' | 'filtered' | 'delivered'; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-2">
      <StateGlyph state={glyph} className="mt-1" />
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </div>
  );
}

/** How many problems are spelled out in the summary. */
const SHOWN = 6;

/** In a sentence or two: whether the mapping would run for the event, and what the destination's action would refuse. */
export function PreviewVerdict({
  preview,
  destination,
  onField,
}: {
  preview: MappingPreviewState;
  destination: string;
  /** Leads to the field with this path. */
  onField: (path: string) => void;
}) {
  const { trial, failed, generated, samples } = preview;
  if (failed !== null) {
    return <Line glyph="failed">It could not be tried just now: {failed}</Line>;
  }
  if (!trial) return <p className="text-muted">Trying…</p>;
  const problems = trial.problems.slice(0, SHOWN);
  return (
    <>
      {generated && preview.choice.kind === 'auto' && (
        <p className="text-xs text-muted">
          {samples?.read === 0
            ? 'The source has received no events yet, so this is a made-up example.'
            : `None of the last ${samples?.read ?? ''} events matches the trigger, so this is a made-up example.`}
        </p>
      )}
      {trial.matches === false && (
        <Line glyph="filtered">
          The trigger does not match this event: the mapping would not run. Below is what it would send.
        </Line>
      )}
      {trial.problems.length === 0 ? (
        trial.matches !== false && <Line glyph="delivered">Complete: {destination} gets this.</Line>
      ) : (
        <Line glyph="failed">
          <span className="text-failed-text">Would be rejected:</span>
          <ul className="text-failed-text">
            {problems.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {path === '' ? (
                  message
                ) : (
                  <button
                    type="button"
                    className="min-h-6 text-left underline decoration-dotted pointer-coarse:min-h-8"
                    onClick={() => onField(path)}
                  >
                    {message}
                  </button>
                )}
              </li>
            ))}
            {trial.problems.length > SHOWN && <li>and {trial.problems.length - SHOWN} more</li>}
          </ul>
        </Line>
      )}
    </>
  );
}
