import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView } from '@codemirror/view';
import { useEffect, useRef, type RefObject } from 'react';
import { OwnWords } from './own-words';
import { textHistory } from './text-history';

/** What an editor is made with; read once, when it is made. */
interface EditorSetup {
  label: string;
  /** Colours, keys, looks: what this kind of text wants. */
  extensions: () => Extension;
  /** More attributes of the text, such as an id. */
  attributes?: Record<string, string>;
}

/** The nonce under which this page may add styles. */
function styleNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  return nonce ? EditorView.cspNonce.of(nonce) : [];
}

/** A text editor in the element that gets `host`, whose text is `value`. Made with the element, gone with it. */
export function useEditor(
  value: string,
  onChange: (value: string) => void,
  setup: EditorSetup,
): { host: RefObject<HTMLDivElement | null>; view: RefObject<EditorView | null> } {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  const own = useRef(new OwnWords());
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  const first = useRef({ value, setup });
  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    const { label, extensions, attributes } = first.current.setup;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          styleNonce(),
          extensions(),
          textHistory(),
          drawSelection(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', ...attributes }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const text = update.state.doc.toString();
            own.current.say(text);
            changed.current(text);
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
    if (!editor || own.current.isOwn(value) || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    own.current.isOwn(value); // it was told, so it has not said it
  }, [value]);
  return { host, view };
}

/** Says of an editor whether its text is wrong, and which element says more. */
export function describeEditor(editor: EditorView | null, invalid: boolean, describedBy: string | undefined): void {
  const content = editor?.contentDOM;
  content?.setAttribute('aria-invalid', String(invalid));
  if (describedBy) content?.setAttribute('aria-describedby', describedBy);
  else content?.removeAttribute('aria-describedby');
}

/** Underlines the character at which the text goes wrong; null: nowhere. */
export function underline(editor: EditorView | null, problem: { message: string; position: number } | null): void {
  if (!editor) return;
  const { length } = editor.state.doc;
  const from = Math.min(Math.max(problem?.position ?? 0, 0), length - 1);
  const mistakes: Diagnostic[] =
    problem && length > 0 ? [{ from, to: from + 1, severity: 'error', message: problem.message }] : [];
  editor.dispatch(setDiagnostics(editor.state, mistakes));
}
