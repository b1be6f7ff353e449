import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { classNames } from '../class-names';

/** How a callout is meant. */
export type Tone = 'info' | 'success' | 'warning' | 'danger';

const TONES = {
  info: { bar: 'border-l-(--accent-fill)', colour: 'text-accent', Icon: Info, word: 'Note' },
  success: { bar: 'border-l-delivered-mark', colour: 'text-delivered-mark', Icon: CircleCheck, word: 'Done' },
  warning: { bar: 'border-l-retrying-mark', colour: 'text-retrying-mark', Icon: TriangleAlert, word: 'Warning' },
  danger: { bar: 'border-l-failed-mark', colour: 'text-failed-mark', Icon: CircleX, word: 'Problem' },
};

/** A notice in the page: what is so, and what to do about it (`action`). */
export function Callout({
  tone = 'info',
  title,
  action,
  className,
  children,
}: {
  tone?: Tone;
  title: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { bar, colour, Icon, word } = TONES[tone];
  return (
    <div
      className={classNames(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-l-3 px-3.5 py-2.5',
        bar,
        className,
      )}
    >
      <div className="flex min-w-0 flex-[1_1_16rem] gap-2.5">
        <Icon role="img" aria-label={word} className={classNames('mt-[3px] size-3.5 shrink-0', colour)} />
        <div className="min-w-0 flex-1">
          <div className="font-medium break-words">{title}</div>
          {children && <div className="text-xs break-words text-muted">{children}</div>}
        </div>
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
