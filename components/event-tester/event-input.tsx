'use client';

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { JsonProblem } from '@/spec/json-text';
import { textHistory } from '../filter-editor/text-history';
import { jsonColours } from '../ui/code/json-colours';

const look = EditorView.theme({
  '&': {
    height: '100%',
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px', overflow: 'auto' },
  '.cm-content': { padding: '7px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px 0 4px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--text-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-tint) !important' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--failed-mark)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--failed-mark)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-lg)',
    boxShadow: 'var(--shadow-popover)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--failed-mark)', fontFamily: 'var(--font-sans)' },
});

function diagnosticsOf(problem: JsonProblem | null, length: number): Diagnostic[] {
  if (!problem || length === 0) return [];
  const from = Math.min(problem.position, length - 1);
  return [{ from, to: from + 1, severity: 'error', message: problem.message }];
}

/** A new line that keeps the indentation, one step deeper after an opening bracket. */
function newLine(editor: EditorView): boolean {
  const { state } = editor;
  const line = state.doc.lineAt(state.selection.main.from);
  const before = line.text.slice(0, state.selection.main.from - line.from);
  const indent = /^\s*/.exec(before)?.[0] ?? '';
  const deeper = /[{[]\s*$/.test(before) ? '  ' : '';
  editor.dispatch(state.replaceSelection(`\n${indent}${deeper}`), { scrollIntoView: true });
  return true;
}

/** The nonce under which this page may add styles. */
function styleNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  return nonce ? EditorView.cspNonce.of(nonce) : [];
}

/** Where the event is written: JSON in colours, brackets closed, the place of a mistake underlined. Tab leaves it, as in any input. */
export function EventInput({
  value,
  onChange,
  onRun,
  problem,
  label,
  describedBy,
}: {
  value: string;
  onChange: (value: string) => void;
  /** Ctrl or ⌘ with Enter. */
  onRun: () => void;
  problem: JsonProblem | null;
  label: string;
  describedBy: string;
}) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, onRun });
  useEffect(() => {
    latest.current = { onChange, onRun };
  }, [onChange, onRun]);

  const first = useRef({ value, label, describedBy });
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const start = first.current;
    const run = () => {
      latest.current.onRun();
      return true;
    };
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          styleNonce(),
          lineNumbers(),
          json(),
          closeBrackets(),
          jsonColours,
          textHistory(),
          look,
          drawSelection(),
          EditorView.lineWrapping,
          keymap.of([{ key: 'Mod-Enter', run }, { key: 'Enter', run: newLine }, ...closeBracketsKeymap]),
          EditorView.contentAttributes.of({
            'aria-label': start.label,
            'aria-describedby': start.describedBy,
            spellcheck: 'false',
          }),
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
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(problem, editor.state.doc.length)));
    editor.contentDOM.setAttribute('aria-invalid', String(problem !== null));
  }, [problem]);

  return <div ref={host} className="h-full min-w-0" />;
}
