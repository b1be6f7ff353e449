import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { CopyButton } from '../form/copy-button';
import { CodeLines } from './code-lines';
import type { CodeLanguage } from './tokenize';

/**
 * Code to read and take away: line numbers, colours, a copy button. `bare` leaves the frame out, for panes that are a
 * frame already. `copy` is what is copied when it should differ from what is shown (a masked key).
 */
export function CodeBlock({
  code,
  language = 'text',
  label = 'code',
  title,
  copy,
  numbers = true,
  bare = false,
  className,
}: {
  code: string;
  language?: CodeLanguage;
  label?: string;
  title?: ReactNode;
  copy?: string;
  numbers?: boolean;
  bare?: boolean;
  className?: string;
}) {
  return (
    <div className={classNames('group/code relative min-w-0', !bare && 'rounded-lg border bg-sunken', className)}>
      {title ? (
        <div className="flex min-h-9 items-center justify-between gap-2 border-b pr-1 pl-3 text-xs text-muted">
          <span className="min-w-0 truncate">{title}</span>
          <CopyButton value={copy ?? code} label={label} />
        </div>
      ) : (
        <div className="absolute top-1.5 right-1.5 rounded-md bg-sunken opacity-0 group-hover/code:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          <CopyButton value={copy ?? code} label={label} />
        </div>
      )}
      <pre
        tabIndex={0}
        aria-label={label}
        role="region"
        className="max-h-[70vh] overflow-auto px-3 py-2.5 font-mono text-xs leading-[18px] break-words whitespace-pre-wrap"
      >
        <CodeLines code={code} language={language} numbers={numbers} />
      </pre>
    </div>
  );
}
