import { Annotation, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

const travel = Annotation.define<boolean>();
/** Changes closer together than this are undone as one. */
const TOGETHER_MS = 400;
const MAX_STEPS = 200;

function show(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
    annotations: travel.of(true),
  });
}

/** Undo and redo for a short text, on the keys people expect. */
export function textHistory(): Extension {
  const past: string[] = [];
  const future: string[] = [];
  let last = 0;
  const step = (from: string[], to: string[]) => (view: EditorView) => {
    const text = from.pop();
    if (text === undefined) return true;
    to.push(view.state.doc.toString());
    show(view, text);
    last = 0;
    return true;
  };
  const undo = step(past, future);
  const redo = step(future, past);
  return [
    EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((each) => each.annotation(travel))) return;
      const now = Date.now();
      if (now - last > TOGETHER_MS) past.push(update.startState.doc.toString());
      if (past.length > MAX_STEPS) past.shift();
      future.length = 0;
      last = now;
    }),
    keymap.of([
      { key: 'Mod-z', run: undo, shift: redo, preventDefault: true },
      { key: 'Mod-y', run: redo, preventDefault: true },
    ]),
  ];
}
