import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

type Rules = Parameters<typeof EditorView.theme>[0];

const COMMON = EditorView.theme({
  '&': {
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-md)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '.cm-content': { padding: '7px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-tint) !important' },
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

/** How every editor looks; `own` is what is different in one of them. */
export function editorLook(own: Rules): Extension {
  return [EditorView.theme(own), COMMON];
}
