'use client';

import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder as showPlaceholder } from '@codemirror/view';
import { useEffect } from 'react';
import { editorLook } from '../ui/code/editor-look';
import { describeEditor, underline, useEditor } from '../ui/code/use-editor';
import { fqlColours } from './fql-colours';

/** Where a condition goes wrong: a sentence, and the character (from 0). */
export interface FqlProblem {
  message: string;
  position: number;
}

const look = editorLook({
  '.cm-content': { minHeight: '68px' },
  '.cm-placeholder': { color: 'var(--text-faint)' },
});

function newLine(editor: EditorView): boolean {
  editor.dispatch(editor.state.replaceSelection('\n'), { scrollIntoView: true });
  return true;
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
  const { host, view } = useEditor(value, onChange, {
    label,
    attributes: id ? { id } : {},
    extensions: () => [
      fqlColours,
      look,
      EditorState.readOnly.of(readOnly),
      EditorView.editable.of(!readOnly),
      keymap.of([{ key: 'Enter', run: newLine }]),
      placeholder ? showPlaceholder(placeholder) : [],
    ],
  });
  useEffect(() => {
    underline(view.current, problem);
    describeEditor(view.current, problem !== null, describedBy);
  }, [view, problem, describedBy]);
  return <div ref={host} className="min-w-0" />;
}
