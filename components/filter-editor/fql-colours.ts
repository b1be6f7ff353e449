import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { fqlTokens, type FqlToken } from './fql-tokens';

const MARKS: Record<FqlToken['kind'], Decoration> = {
  string: Decoration.mark({ class: 'text-code-string' }),
  number: Decoration.mark({ class: 'text-code-number' }),
  word: Decoration.mark({ class: 'text-code-keyword' }),
  operator: Decoration.mark({ class: 'text-muted' }),
};

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, kind } of fqlTokens(view.state.doc.toString())) builder.add(from, to, MARKS[kind]);
  return builder.finish();
}

/** Colours FQL as it is written. A condition is at most 5 KB, so all of it is read anew with each change. */
export const fqlColours: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
