'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import CircleHelp from 'lucide-react/icons/circle-help';
import { useId, useState, type ReactNode } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { classNames } from '../../ui/class-names';
import { StateGlyph } from '../../ui/data/state-glyph';
import { inWords } from '../model/sample-value';
import { Description } from './description';

/** How far a field inside an object stands in, in pixels a level. */
const INDENT = 16;

/**
 * One field of the destination: its name at the left, where its value comes from in the middle, what came out at the
 * right, what is wrong under it. On narrow places one under the other.
 */
export function RowLayout({
  field,
  path,
  required,
  depth,
  problem,
  result,
  open,
  onOpen,
  children,
}: {
  field: FieldMetadata;
  path: string;
  required: boolean;
  depth: number;
  problem: string | undefined;
  /** Undefined: nothing came out. */
  result: Json | undefined;
  /** Whether the fields inside it are shown; left out when it has none. */
  open?: boolean;
  onOpen?: (open: boolean) => void;
  children: (problemId: string | undefined) => ReactNode;
}) {
  const id = useId();
  const [about, setAbout] = useState(false);
  const problemId = problem === undefined ? undefined : `${id}-problem`;
  const notes = [
    required && 'required',
    field.multiple && 'list',
    !['string', 'text', 'object'].includes(field.type) && field.type,
    field.hashed && 'hashed',
  ].filter(Boolean);
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      data-field={path}
      className="group/row grid grid-cols-1 items-start gap-x-3 gap-y-1 border-b px-gutter py-1.5 @xl:grid-cols-[minmax(8rem,0.9fr)_minmax(0,1.7fr)_minmax(5rem,0.65fr)]"
    >
      <div className="flex min-w-0 items-start gap-1" style={{ paddingLeft: depth * INDENT }}>
        {open !== undefined && (
          <button
            type="button"
            aria-expanded={open}
            aria-label={`Fields of ${field.label}`}
            onClick={() => onOpen?.(!open)}
            className="-ml-1.5 flex size-5 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-default pointer-coarse:size-8"
          >
            <ChevronRight aria-hidden className={classNames('size-3.5', open && 'rotate-90')} />
          </button>
        )}
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 items-center gap-1">
            <span id={`${id}-label`} className="min-w-0 break-words">
              {field.label}
            </span>
            {field.description !== '' && (
              <button
                type="button"
                aria-expanded={about}
                aria-label={`About ${field.label}`}
                onClick={() => setAbout(!about)}
                className="flex size-5 shrink-0 items-center justify-center rounded-sm text-faint opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 hover:text-default focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
              >
                <CircleHelp aria-hidden className="size-3.5" />
              </button>
            )}
          </div>
          <div className="font-mono text-2xs leading-4 break-words text-muted">{[field.key, ...notes].join(' · ')}</div>
        </div>
      </div>
      <div className="min-w-0">
        {children(problemId)}
        {problem !== undefined && (
          <p id={problemId} className="mt-1 flex gap-1.5 text-xs text-failed-text">
            <StateGlyph state="failed" className="mt-0.5" />
            <span className="min-w-0 break-words">{problem}</span>
          </p>
        )}
        {about && (
          <div className="mt-1.5">
            <Description text={field.description} />
          </div>
        )}
      </div>
      <div className="min-w-0 @xl:pt-[7px]">
        {result !== undefined && (
          <span className="line-clamp-2 font-mono text-xs leading-4 break-words text-muted" title={inWords(result)}>
            <span className="sr-only">In the sample: </span>
            {inWords(result)}
          </span>
        )}
      </div>
    </div>
  );
}
