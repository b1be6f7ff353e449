import type { TriggerTrial } from '@/control-plane/subscriptions/trigger/try-trigger';
import { StateGlyph } from '../ui/data/state-glyph';

/** What a trigger means in words, and how many of the newest events it holds for. */
export function TriggerStatus({
  id,
  words,
  problem,
  incomplete,
  trial,
  failed,
  current,
}: {
  id: string;
  /** "track events named “Order Completed”"; null when there are no words for it. */
  words: string | null;
  /** What is wrong with the text. */
  problem: string | null;
  /** Some row still lacks something. */
  incomplete: boolean;
  trial: TriggerTrial | undefined;
  /** Why it could not be tried. */
  failed: string | null;
  /** `trial` is about the trigger as it stands. */
  current: boolean;
}) {
  return (
    <div id={id} role="status" className="min-h-5 text-xs text-muted">
      {problem !== null ? (
        <p className="flex gap-1.5 text-failed-text">
          <StateGlyph state="failed" className="mt-0.5" />
          <span className="min-w-0 break-words">{problem}</span>
        </p>
      ) : incomplete ? (
        <p>A condition is not complete. Until it is, the trigger cannot be saved.</p>
      ) : (
        <p className="break-words">
          {words && <span className="text-default">Runs for {words}. </span>}
          <Matches trial={trial} failed={failed} current={current} />
        </p>
      )}
    </div>
  );
}

function Matches({
  trial,
  failed,
  current,
}: {
  trial: TriggerTrial | undefined;
  failed: string | null;
  current: boolean;
}) {
  if (failed !== null) return <span className="text-failed-text">It could not be tried just now: {failed}</span>;
  if (!trial) return 'Trying it on recent events…';
  if (trial.total === 0) return 'The source has received no events yet to try it on.';
  const { matched, total, problem } = trial;
  return (
    <span className={current ? undefined : 'text-faint'}>
      Matches <span className="tabular-nums">{matched.toLocaleString('en')}</span> of the last{' '}
      <span className="tabular-nums">{total.toLocaleString('en')}</span> {total === 1 ? 'event' : 'events'}.
      {problem && <span className="text-retrying-text"> For some it could not tell: {problem}</span>}
    </span>
  );
}
