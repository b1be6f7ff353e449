import type { ConditionView } from '@/control-plane/event-tester/test-view';
import { StateGlyph } from '../ui/data/state-glyph';

const LONGEST = 80;

function written(value: unknown): string {
  if (value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function Part({ part }: { part: ConditionView }) {
  if (part.parts.length > 0) {
    // Of alternatives, the ones that hold are the reason; the others are noise.
    const telling = part.kind === 'any' && part.holds ? part.parts.filter(({ holds }) => holds) : part.parts;
    const [only] = telling;
    if (only && telling.length === 1) return <Part part={only} />;
    return (
      <li>
        <span className="text-muted">{part.kind === 'all' ? 'All of:' : 'Any of:'}</span>
        <Parts parts={telling} />
      </li>
    );
  }
  return (
    <li className="flex items-baseline gap-2">
      <StateGlyph
        state={part.holds ? 'delivered' : 'filtered'}
        label={part.holds ? 'Holds' : 'Does not hold'}
        className="size-2.5 translate-y-px"
      />
      <span className="min-w-0 break-words">
        <code className="font-mono">{part.text}</code>
        {!part.holds &&
          part.found.map(({ path, value }) => (
            <span key={path} className="text-muted">
              {' '}
              · the event’s <code className="font-mono">{path}</code> is{' '}
              <code className="font-mono break-all">{written(value)}</code>
            </span>
          ))}
      </span>
    </li>
  );
}

function Parts({ parts }: { parts: ConditionView[] }) {
  return (
    <ul className="mt-1 space-y-1 border-l pl-3">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </ul>
  );
}

/** Why a condition holds for the event or not, part by part, with what the event has there. */
export function ConditionWhy({ why }: { why: ConditionView }) {
  if (why.text === 'all') return <p className="text-muted">The trigger takes every event.</p>;
  return (
    <ul className="space-y-1 text-xs">
      <Part part={why} />
    </ul>
  );
}
