import History from 'lucide-react/icons/history';
import type { Problem } from '@/control-plane/home/find-problems';
import { classNames } from '../ui/class-names';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { LinkButton } from '../ui/form/link-button';
import { amount } from './amount';

const LOOKS: Record<Problem['kind'], { state: State; word: string; bar: string }> = {
  failing: { state: 'failed', word: 'Failed', bar: 'border-l-failed-mark' },
  kept_back: { state: 'failed', word: 'Kept back', bar: 'border-l-failed-mark' },
  putting_off: { state: 'failed', word: 'Failing', bar: 'border-l-failed-mark' },
  retrying: { state: 'retrying', word: 'Retrying', bar: 'border-l-retrying-mark' },
  not_accepted: { state: 'failed', word: 'Not accepted', bar: 'border-l-failed-mark' },
};

function headline({ kind, name, reason }: Problem): string {
  switch (kind) {
    case 'failing':
      return `${name}: ${reason}`;
    case 'kept_back':
      return `${name} gets no events: ${reason.toLowerCase()}`;
    case 'putting_off':
      return `${name} fails, and is being retried: ${reason}`;
    case 'retrying':
      return `${name} is being retried: ${reason}`;
    case 'not_accepted':
      return `${name} sends events that are not accepted`;
  }
}

/** What needs a person, each with where to look. Past problems are quieter. */
export function ProblemList({ problems, slug }: { problems: Problem[]; slug: string }) {
  return (
    <ul className="space-y-2">
      {problems.map((problem) => (
        <ProblemRow key={`${problem.subject}:${problem.id}`} problem={problem} slug={slug} />
      ))}
    </ul>
  );
}

function ProblemRow({ problem, slug }: { problem: Problem; slug: string }) {
  const look = LOOKS[problem.kind];
  const page = problem.subject === 'source' ? 'debugger?verdict=refused' : 'delivery';
  return (
    <li
      className={classNames(
        'grid grid-cols-[12px_minmax(0,1fr)] gap-x-2.5 gap-y-2 rounded-md border border-l-3 px-3.5 py-3 sm:grid-cols-[12px_minmax(0,1fr)_auto]',
        problem.past ? 'border-l-strong' : look.bar,
      )}
    >
      {problem.past ? (
        <History role="img" aria-label="Past" className="mt-1 size-3 text-faint" />
      ) : (
        <StateGlyph state={look.state} label={look.word} className="mt-1" />
      )}
      <div className="min-w-0">
        <h3 className="font-medium break-words">{headline(problem)}</h3>
        <p className="text-xs text-muted">
          {problem.meaning} {amount(problem)}
          {' · last '}
          <RelativeTime at={problem.lastAt} />
        </p>
      </div>
      <LinkButton
        size="sm"
        variant={problem.past ? 'default' : 'primary'}
        href={`/${slug}/${problem.subject}s/${problem.id}/${page}`}
        className="col-start-2 justify-self-start sm:col-start-3 sm:self-center"
        aria-label={`${problem.subject === 'source' ? 'Open debugger' : 'See errors'} of ${problem.name}`}
      >
        {problem.subject === 'source' ? 'Open debugger' : 'See errors'}
      </LinkButton>
    </li>
  );
}
