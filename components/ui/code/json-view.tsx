'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { classNames } from '../class-names';
import { CopyButton } from '../form/copy-button';
import { jsonLines, pathOf, type JsonLine } from './json-lines';
import { Marked } from './marked';

const COLOURS = {
  string: 'text-code-string',
  number: 'text-code-number',
  keyword: 'text-code-keyword',
  punct: 'text-muted',
};
const FIRST_LINES = 500;

/**
 * JSON to look into: numbered lines, nodes that fold, copy of any node's value or path, `search` hits marked.
 * Arrows move and fold, `c` copies the current node. Event data is hostile: it is only ever text.
 */
export function JsonView({ value, search = '', label = 'JSON' }: { value: unknown; search?: string; label?: string }) {
  const id = useId();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(FIRST_LINES);
  const [current, setCurrent] = useState(0);
  const lines = useMemo(() => jsonLines(value, folded, limit + 1), [value, folded, limit]);
  const shown = lines.slice(0, limit);

  const fold = (line: JsonLine, close: boolean) => {
    const next = new Set(folded);
    if (close) next.add(line.pointer);
    else next.delete(line.pointer);
    setFolded(next);
  };
  const keys = (event: KeyboardEvent) => {
    const line = shown[current];
    if (!line || event.metaKey || event.ctrlKey || event.altKey) return;
    const go = (to: number) => {
      const next = Math.min(Math.max(to, 0), shown.length - 1);
      setCurrent(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    };
    if (event.key === 'ArrowDown') go(current + 1);
    else if (event.key === 'ArrowUp') go(current - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(shown.length - 1);
    else if (event.key === 'ArrowLeft' && line.part === 'open') fold(line, true);
    else if (event.key === 'ArrowRight' && line.part === 'folded') fold(line, false);
    else if (event.key === 'c') void navigator.clipboard?.writeText(written(line.value)).catch(() => undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div className="min-w-0 font-mono text-xs leading-[18px]">
      <div
        role="tree"
        aria-label={label}
        tabIndex={0}
        onKeyDown={keys}
        aria-activedescendant={`${id}-${current}`}
        className="group/tree py-2 focus-visible:-outline-offset-2"
      >
        {shown.map((line, index) => (
          <Line
            key={`${line.pointer}:${line.part === 'close' ? 'close' : 'open'}`}
            id={`${id}-${index}`}
            number={index + 1}
            line={line}
            search={search}
            active={index === current}
            onFocusLine={() => setCurrent(index)}
            onFold={fold}
          />
        ))}
      </div>
      {lines.length > limit && (
        <button type="button" className="link ml-12 pb-2 font-sans" onClick={() => setLimit(limit * 4)}>
          Show more lines
        </button>
      )}
    </div>
  );
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function Line({
  id,
  number,
  line,
  search,
  active,
  onFocusLine,
  onFold,
}: {
  id: string;
  number: number;
  line: JsonLine;
  search: string;
  active: boolean;
  onFocusLine: () => void;
  onFold: (line: JsonLine, close: boolean) => void;
}) {
  const path = pathOf(line.pointer);
  const foldable = line.part === 'open' || line.part === 'folded';
  return (
    <div
      id={id}
      role={line.part === 'close' ? 'none' : 'treeitem'}
      aria-level={line.part === 'close' ? undefined : line.depth + 1}
      aria-selected={line.part === 'close' ? undefined : active}
      aria-expanded={foldable ? line.part === 'open' : undefined}
      onClick={onFocusLine}
      className={classNames(
        'group/line relative flex min-h-[18px] pr-3 hover:bg-hover',
        active && 'group-focus-visible/tree:bg-selected',
      )}
    >
      <span aria-hidden className="w-9 shrink-0 pr-2 text-right text-faint select-none">
        {number}
      </span>
      <span className="flex w-4 shrink-0 justify-center" aria-hidden>
        {foldable && (
          <button
            type="button"
            tabIndex={-1}
            onClick={() => onFold(line, line.part === 'open')}
            className="flex h-[18px] w-4 items-center justify-center rounded-xs text-faint hover:text-default"
          >
            <ChevronRight className={classNames('size-3', line.part === 'open' && 'rotate-90')} />
          </button>
        )}
      </span>
      <span className="min-w-0 break-words whitespace-pre-wrap" style={{ paddingLeft: `${line.depth * 2}ch` }}>
        {line.key !== null && (
          <>
            <span className="text-code-key">
              <Marked text={line.key} search={search} />
            </span>
            <span className="text-muted">: </span>
          </>
        )}
        <span className={COLOURS[line.kind]}>
          <Marked text={line.text} search={search} />
        </span>
        {line.comma && <span className="text-muted">,</span>}
      </span>
      {line.part !== 'close' && (
        <span
          aria-hidden
          className="invisible absolute -top-1 right-1 z-1 flex rounded-md bg-raised font-sans shadow-popover group-hover/line:visible [&_button]:h-6 [&_button]:px-1.5"
        >
          <CopyButton value={written(line.value)} label="value" text="Value" />
          {path && <CopyButton value={path} label="path" text="Path" />}
        </span>
      )}
    </div>
  );
}
