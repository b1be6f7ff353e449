'use client';

import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../../ui/class-names';
import { useEditor, useScope, type Choice } from '../editor-context';
import { inScope } from '../model/spec-properties';
import { SuggestionList } from './suggestion-list';
import { suggest, type Suggestion } from './suggestions';
import { TokenText } from './token-text-view';

/** Choices of a field, and what is to be said about them while or after they are fetched. */
export interface OfferedChoices {
  choices: readonly Choice[];
  state?: ReactNode;
}

/**
 * An input of one line or more that takes words and variables. Typing {{ offers properties of the event; the arrow keys
 * offer everything that fits. Variables look like chips, and can be edited like any text.
 */
export function TokenInput({
  text,
  onText,
  onChoice,
  label,
  offered,
  onOpen,
  variables = true,
  multiline = false,
  invalid = false,
  describedBy,
  placeholder,
  trailing,
  inputMode,
  className,
}: {
  text: string;
  onText: (text: string) => void;
  /** A choice was taken: its value, exactly. */
  onChoice?: (choice: Choice) => void;
  label: string;
  offered?: OfferedChoices | null;
  /** The list of choices is shown or hidden. */
  onOpen?: (open: boolean) => void;
  /** Whether properties of the event may stand in it. */
  variables?: boolean;
  multiline?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  placeholder?: string | undefined;
  /** Buttons at its right. */
  trailing?: (insertProperty: () => void) => ReactNode;
  inputMode?: 'decimal' | 'url' | undefined;
  className?: string;
}) {
  const listId = useId();
  const { properties } = useEditor();
  const scope = useScope();
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState<'no' | 'matching' | 'choices' | 'all'>('no');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  const placeCaret = useRef<number | null>(null);
  const known = useMemo(() => (variables ? inScope(properties, scope) : []), [variables, properties, scope]);
  const choices = offered?.choices ?? null;
  const suggested = useMemo(
    () =>
      open === 'no'
        ? null
        : suggest({
            text: variables ? text : text.replaceAll('{', ' '),
            caret,
            all: open === 'all',
            typing: open === 'matching',
            choices,
            properties: known,
          }),
    [open, text, caret, choices, known, variables],
  );
  useLayoutEffect(() => {
    if (placeCaret.current === null) return;
    input.current?.setSelectionRange(placeCaret.current, placeCaret.current);
    placeCaret.current = null;
  });

  const show = (next: typeof open) => {
    if (next === open) return;
    setOpen(next);
    const chosen = choices?.findIndex(({ value }) => String(value) === text) ?? -1;
    // Opened by a press, it stands on what is chosen: Enter must not replace what nobody went away from.
    if (next === 'no') setActive(-1);
    else if (next === 'choices' && text !== '') setActive(chosen);
    else setActive(next === 'all' ? Math.max(chosen, 0) : 0);
    onOpen?.(next !== 'no');
  };
  const write = (next: string, at: number) => {
    onText(next);
    setCaret(at);
    placeCaret.current = at;
  };
  const pick = (suggestion: Suggestion) => {
    if (suggestion.kind === 'choice') {
      if (onChoice) onChoice(suggestion.choice);
      else onText(String(suggestion.choice.value));
    } else if (suggested) {
      const written = `{{${suggestion.property.path}}}`;
      write(text.slice(0, suggested.from) + written + text.slice(suggested.to), suggested.from + written.length);
    }
    show('no');
    input.current?.focus();
  };
  const insertProperty = () => {
    const at = input.current === document.activeElement ? caret : text.length;
    input.current?.focus();
    write(`${text.slice(0, at)}{{${text.slice(at)}`, at + 2);
    show('matching');
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const count = suggested?.suggestions.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (open === 'no' && event.key === 'ArrowUp') return;
      if (open === 'no' && multiline && text.includes('\n')) return;
      event.preventDefault();
      if (open === 'no') {
        setCaret(event.currentTarget.selectionStart);
        show('all');
      } else if (count > 0)
        setActive(event.key === 'ArrowDown' ? (active + 1) % count : (Math.max(active, 0) - 1 + count) % count);
    } else if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) {
      const chosen = suggested?.suggestions[active];
      if (!multiline || chosen) event.preventDefault();
      if (chosen) pick(chosen);
    }
  };
  const offers = variables || choices !== null;
  return (
    <div
      ref={frame}
      className={classNames('group/token relative min-w-0', className)}
      onBlur={(event) => {
        if (!frame.current?.contains(event.relatedTarget)) show('no');
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || open === 'no') return;
        event.stopPropagation();
        input.current?.focus();
        show('no');
      }}
    >
      <div className="relative grid">
        <TokenText
          text={text}
          choices={choices}
          placeholder={placeholder}
          variables={variables}
          buttons={trailing !== undefined}
        />
        <textarea
          ref={input}
          rows={1}
          value={text}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...(offers && {
            'aria-autocomplete': 'list' as const,
            'aria-haspopup': 'listbox' as const,
            ...(suggested && {
              'aria-controls': listId,
              'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined,
            }),
          })}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode={inputMode}
          onChange={(event) => {
            const next = multiline ? event.target.value : event.target.value.replaceAll('\n', ' ');
            setCaret(event.target.selectionStart);
            onText(next);
            if (offers) show(choices || event.target.value.includes('{{') ? 'matching' : 'no');
            setActive(0);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onClick={() => {
            if (choices && open === 'no') show('choices');
          }}
          onKeyDown={keys}
          className={classNames(
            'control absolute inset-0 resize-none overflow-hidden bg-transparent! py-[7px] font-mono text-xs leading-4 break-words whitespace-pre-wrap text-transparent! caret-(--text)',
            trailing ? 'pr-16 pl-2.5' : 'px-2.5',
          )}
        />
        {trailing && <div className="absolute top-[3px] right-[3px] flex">{trailing(insertProperty)}</div>}
      </div>
      {suggested && offers && (suggested.suggestions.length > 0 || offered?.state || suggested.typed !== '') && (
        <SuggestionList
          id={listId}
          label={`Suggestions for ${label}`}
          suggested={suggested}
          active={active}
          state={offered?.state}
          onPick={pick}
          onState={() => input.current?.focus()}
        />
      )}
    </div>
  );
}
