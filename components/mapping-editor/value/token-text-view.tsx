import { classNames } from '../../ui/class-names';
import type { Choice } from '../editor-context';
import { textParts } from '../model/token-text';

/**
 * The text of a token input as it looks: under the transparent letters of the input, with the same widths. A variable is
 * a chip as wide as its text, so that nothing beside it looks like a space; its braces show only while the input has the
 * focus, so that nothing moves.
 */
export function TokenText({
  text,
  choices,
  placeholder,
  variables,
  plain = false,
  buttons = false,
}: {
  text: string;
  choices?: readonly Choice[] | null;
  placeholder?: string | undefined;
  variables: boolean;
  /** Without an input above it, for those who only look. */
  plain?: boolean;
  /** Buttons stand at its right. */
  buttons?: boolean;
}) {
  const chosen = text === '' ? undefined : choices?.find(({ value }) => String(value) === text);
  const named = chosen && chosen.label !== text ? chosen.label : null;
  return (
    <div
      aria-hidden={!plain || undefined}
      className={classNames(
        'min-h-control min-w-0 rounded-md py-[8px] font-mono text-xs leading-4 break-words whitespace-pre-wrap',
        !plain && (buttons ? 'pr-16 pl-2.5' : 'px-2.5'),
      )}
    >
      {text === '' && placeholder && <span className="font-sans text-faint">{placeholder}</span>}
      {named !== null && (
        <>
          <span className="font-sans text-sm leading-4 group-focus-within/token:hidden">{named}</span>
          <span className="hidden group-focus-within/token:inline">{text}</span>
        </>
      )}
      {named === null &&
        (variables ? textParts(text) : [{ text, variable: false }]).map((part, index) =>
          part.variable ? <Chip key={index} text={part.text} plain={plain} /> : <span key={index}>{part.text}</span>,
        )}
      {text === '{{$}}' && <span className="font-sans text-muted">whole event</span>}
      {/* A last empty line takes its height only with something in it. */}
      {text.endsWith('\n') && ' '}
    </div>
  );
}

function Chip({ text, plain }: { text: string; plain: boolean }) {
  const braces = text.startsWith('{{{') ? 3 : 2;
  const inner = text.slice(braces, -braces);
  if (plain) return <span className="rounded-sm bg-accent-tint px-1.5 py-0.5 text-accent">{inner}</span>;
  const brace = 'text-transparent group-focus-within/token:text-faint';
  return (
    <span className="rounded-sm bg-accent-tint box-decoration-clone py-0.5 text-accent">
      <span className={brace}>{text.slice(0, braces)}</span>
      {inner}
      <span className={brace}>{text.slice(-braces)}</span>
    </span>
  );
}
