'use client';

import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { classNames } from '../ui/class-names';
import { TextInput } from '../ui/form/text-input';

/** A value that may be meant: what is filled in, and what is said about it at the right. */
export interface Suggestion {
  value: string;
  hint?: string;
}

const SHOWN = 8;

/** A text input that proposes values really seen; any other text is as good. Arrows and Enter choose, Esc closes. */
export function SuggestInput({
  value,
  onChange,
  suggestions,
  label,
  mono = false,
  readOnly = false,
  invalid = false,
  placeholder,
  describedBy,
  onLeave,
}: {
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly Suggestion[];
  label: string;
  mono?: boolean;
  readOnly?: boolean;
  invalid?: boolean;
  placeholder?: string | undefined;
  describedBy?: string | undefined;
  onLeave?: () => void;
}) {
  const list = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = useMemo(() => {
    const text = value.trim().toLowerCase();
    const fits = suggestions.filter((one) => one.value.toLowerCase().includes(text) && one.value !== value);
    return fits.slice(0, SHOWN);
  }, [suggestions, value]);
  const shown = open && !readOnly && found.length > 0;
  const choose = (chosen: string) => {
    onChange(chosen);
    setOpen(false);
    setAt(-1);
  };
  const press = (event: KeyboardEvent) => {
    const current = found[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setAt((now) => (now < 0 && step < 0 ? found.length - 1 : (now + step) % found.length));
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      if (current) choose(current.value);
      else setOpen(false);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setAt(-1);
    }
  };
  return (
    <span className="relative block min-w-0">
      <TextInput
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        mono={mono}
        invalid={invalid}
        readOnly={readOnly}
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={press}
        onBlur={() => {
          setOpen(false);
          setAt(-1);
          onLeave?.();
        }}
      />
      {shown && (
        <ul
          id={list}
          role="listbox"
          aria-label={`${label}: seen on the source`}
          className="absolute top-full right-0 left-0 z-20 mt-1 min-w-56 rounded-lg border bg-raised p-1 shadow-popover"
        >
          {found.map((one, index) => (
            <li
              key={one.value}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              // Before the input loses its focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(one.value);
              }}
              className={classNames(
                'flex min-h-7 cursor-default items-center justify-between gap-3 rounded-sm px-2 py-1 pointer-coarse:min-h-10',
                index === at ? 'bg-active' : 'hover:bg-hover',
              )}
            >
              <span className={classNames('min-w-0 truncate', mono && 'font-mono text-xs')}>{one.value}</span>
              {one.hint && <span className="shrink-0 text-xs text-muted">{one.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
