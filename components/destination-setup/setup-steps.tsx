import { classNames } from '../ui/class-names';
import { StateGlyph, type State } from '../ui/data/state-glyph';

/** One part of the page, and how far it is. */
export interface SetupStep {
  id: string;
  label: string;
  /** "2 missing", "5 of 6". */
  note: string | null;
  state: Extract<State, 'delivered' | 'pending' | 'failed'>;
}

const STATE_WORDS = { delivered: 'done', pending: 'open', failed: 'to be mended' };

/** The parts of the add page with how far each is; a click goes there. */
export function SetupSteps({ steps }: { steps: SetupStep[] }) {
  return (
    <nav aria-label="Steps" className="w-52 shrink-0 max-lg:hidden">
      <ol className="sticky top-4 space-y-0.5">
        {steps.map((step) => (
          <li key={step.id}>
            <a
              href={`#${step.id}`}
              className="flex min-h-control-sm items-center gap-2 rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-default"
            >
              <StateGlyph state={step.state} label={STATE_WORDS[step.state]} />
              <span className="min-w-0 flex-1">{step.label}</span>
              {step.note && (
                <span className={classNames('text-2xs', step.state === 'failed' ? 'text-failed-text' : 'text-faint')}>
                  {step.note}
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
