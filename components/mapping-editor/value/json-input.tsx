'use client';

import { autocompletion, closeBrackets, type CompletionContext } from '@codemirror/autocomplete';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { keymap, type EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorLook } from '../../ui/code/editor-look';
import { jsonColours } from '../../ui/code/json-colours';
import { describeEditor, useEditor } from '../../ui/code/use-editor';

const look = editorLook({
  '.cm-scroller': { maxHeight: '320px' },
  '.cm-content': { padding: '6px 0', minHeight: '48px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: '12px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--surface-hover)', color: 'var(--text)' },
});

const mistakes = jsonParseLinter();

/** Offers the properties of the event inside a string that begins with "$". */
const propertyPaths = (paths: () => readonly string[]) => (context: CompletionContext) => {
  const typed = context.matchBefore(/\$[\w.$[\]-]*/);
  return typed ? { from: typed.from, options: paths().map((label) => ({ label })), validFor: /^\$[\w.$[\]-]*$/ } : null;
};

function newLine(editor: EditorView): boolean {
  editor.dispatch(editor.state.replaceSelection('\n'), { scrollIntoView: true });
  return true;
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
  const latest = useRef(paths);
  useEffect(() => {
    latest.current = paths;
  }, [paths]);
  const { host, view } = useEditor(value, onChange, {
    label,
    extensions: () => [
      json(),
      linter((shown) => (shown.state.doc.length === 0 ? [] : mistakes(shown)), { delay: 300 }),
      closeBrackets(),
      autocompletion({ override: [propertyPaths(() => latest.current)], icons: false }),
      jsonColours,
      look,
      keymap.of([{ key: 'Enter', run: newLine }]),
    ],
  });
  useEffect(() => {
    describeEditor(view.current, describedBy !== undefined, describedBy);
  }, [view, describedBy]);
  return <div ref={host} className="min-w-0" />;
}
