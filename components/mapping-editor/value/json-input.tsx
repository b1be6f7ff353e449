'use client';

import { autocompletion, closeBrackets, type CompletionContext } from '@codemirror/autocomplete';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { EditorState, RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, keymap, ViewPlugin, type DecorationSet } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { textHistory } from '../../filter-editor/text-history';
import { tokenizeLines } from '../../ui/code/tokenize';

const look = EditorView.theme({
  '&': {
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px', maxHeight: '320px' },
  '.cm-content': { padding: '6px 0', minHeight: '48px', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-tint) !important' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--failed-mark)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-lg)',
    boxShadow: 'var(--shadow-popover)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: '12px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--surface-hover)', color: 'var(--text)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--failed-mark)', fontFamily: 'var(--font-sans)' },
});

const MARKS: Partial<Record<string, Decoration>> = {
  key: Decoration.mark({ class: 'text-code-key' }),
  string: Decoration.mark({ class: 'text-code-string' }),
  number: Decoration.mark({ class: 'text-code-number' }),
  keyword: Decoration.mark({ class: 'text-code-keyword' }),
  punct: Decoration.mark({ class: 'text-muted' }),
};

function coloured(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const tokens of tokenizeLines(view.state.doc.toString(), 'json')) {
    for (const { text, kind } of tokens) {
      const mark = MARKS[kind];
      if (mark && text !== '') builder.add(at, at + text.length, mark);
      at += text.length;
    }
    at += 1;
  }
  return builder.finish();
}

/** The colours that JSON has everywhere else. */
const colours: Extension = ViewPlugin.define(
  (view) => ({
    decorations: coloured(view),
    update(update) {
      if (update.docChanged) this.decorations = coloured(update.view);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

const mistakes = jsonParseLinter();

/** Offers the properties of the event inside a string that begins with "$". */
const propertyPaths = (paths: () => readonly string[]) => (context: CompletionContext) => {
  const typed = context.matchBefore(/\$[\w.$[\]-]*/);
  return typed ? { from: typed.from, options: paths().map((label) => ({ label })), validFor: /^\$[\w.$[\]-]*$/ } : null;
};

function styleNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  return nonce ? EditorView.cspNonce.of(nonce) : [];
}

/** Where JSON is written: coloured, mistakes underlined, properties of the event offered in its strings. */
export function JsonInput({
  value,
  onChange,
  label,
  paths,
  describedBy,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  /** "$.properties.total" */
  paths: readonly string[];
  describedBy?: string | undefined;
}) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, paths });
  useEffect(() => {
    latest.current = { onChange, paths };
  }, [onChange, paths]);
  const first = useRef({ value, label });
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          styleNonce(),
          json(),
          linter((view) => (view.state.doc.length === 0 ? [] : mistakes(view)), { delay: 300 }),
          closeBrackets(),
          autocompletion({ override: [propertyPaths(() => latest.current.paths)], icons: false }),
          colours,
          textHistory(),
          look,
          drawSelection(),
          EditorView.lineWrapping,
          keymap.of([
            {
              key: 'Enter',
              run: (target) => {
                target.dispatch(target.state.replaceSelection('\n'), { scrollIntoView: true });
                return true;
              },
            },
          ]),
          EditorView.contentAttributes.of({ 'aria-label': first.current.label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const content = view.current?.contentDOM;
    content?.setAttribute('aria-invalid', String(describedBy !== undefined));
    if (describedBy) content?.setAttribute('aria-describedby', describedBy);
    else content?.removeAttribute('aria-describedby');
  }, [describedBy]);
  return <div ref={host} className="min-w-0" />;
}
