'use client';

import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder as showPlaceholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { fqlColours } from './fql-colours';
import { textHistory } from './text-history';

/** Where a condition goes wrong: a sentence, and the character (from 0). */
export interface FqlProblem {
  message: string;
  position: number;
}

const look = EditorView.theme({
  '&': {
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '.cm-content': { padding: '7px 0', minHeight: '68px', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--text-faint)' },
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

function diagnosticsOf(problem: FqlProblem | null, length: number): Diagnostic[] {
  if (!problem || length === 0) return [];
  const from = Math.min(Math.max(problem.position, 0), length - 1);
  return [{ from, to: Math.min(from + 1, length), severity: 'error', message: problem.message }];
}

function newLine(editor: EditorView): boolean {
  editor.dispatch(editor.state.replaceSelection('\n'), { scrollIntoView: true });
  return true;
}

/** The nonce under which this page may add styles. */
function styleNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  return nonce ? EditorView.cspNonce.of(nonce) : [];
}

/** Where FQL is written: coloured, with the place of a mistake underlined. Tab leaves it, as in any input. */
export function FqlInput({
  id,
  value,
  onChange,
  problem,
  label,
  describedBy,
  placeholder,
  readOnly = false,
}: {
  id?: string;
  value: string;
  onChange: (value: string) => void;
  problem: FqlProblem | null;
  label: string;
  describedBy?: string | undefined;
  placeholder?: string;
  readOnly?: boolean;
}) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);

  const first = useRef({ value, label, id, placeholder, readOnly });
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const start = first.current;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          styleNonce(),
          fqlColours,
          textHistory(),
          look,
          drawSelection(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(start.readOnly),
          EditorView.editable.of(!start.readOnly),
          keymap.of([{ key: 'Enter', run: newLine }]),
          EditorView.contentAttributes.of({
            'aria-label': start.label,
            spellcheck: 'false',
            ...(start.id ? { id: start.id } : {}),
          }),
          start.placeholder ? showPlaceholder(start.placeholder) : [],
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
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
    const content = editor.contentDOM;
    content.setAttribute('aria-invalid', String(problem !== null));
    if (describedBy) content.setAttribute('aria-describedby', describedBy);
    else content.removeAttribute('aria-describedby');
  }, [problem, describedBy]);

  return <div ref={host} className="min-w-0" />;
}
