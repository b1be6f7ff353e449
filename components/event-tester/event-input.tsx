'use client';

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { keymap, lineNumbers, type EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { JsonProblem } from '@/spec/json-text';
import { editorLook } from '../ui/code/editor-look';
import { jsonColours } from '../ui/code/json-colours';
import { describeEditor, underline, useEditor } from '../ui/code/use-editor';

const look = editorLook({
  '&': { height: '100%' },
  '.cm-scroller': { overflow: 'auto' },
  '.cm-line': { padding: '0 10px 0 4px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--text-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px' },
});

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
  const latest = useRef(onRun);
  useEffect(() => {
    latest.current = onRun;
  }, [onRun]);
  const { host, view } = useEditor(value, onChange, {
    label,
    extensions: () => {
      const run = () => {
        latest.current();
        return true;
      };
      return [
        lineNumbers(),
        json(),
        closeBrackets(),
        jsonColours,
        look,
        keymap.of([{ key: 'Mod-Enter', run }, { key: 'Enter', run: newLine }, ...closeBracketsKeymap]),
      ];
    },
  });
  useEffect(() => {
    underline(view.current, problem);
    describeEditor(view.current, problem !== null, describedBy);
  }, [view, problem, describedBy]);
  return <div ref={host} className="h-full min-w-0" />;
}
