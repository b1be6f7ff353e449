import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView } from '@codemirror/view';
import { tokenizeLines, type TokenKind } from './tokenize';

const MARKS: Partial<Record<TokenKind, Decoration>> = {
  key: Decoration.mark({ class: 'text-code-key' }),
  string: Decoration.mark({ class: 'text-code-string' }),
  number: Decoration.mark({ class: 'text-code-number' }),
  keyword: Decoration.mark({ class: 'text-code-keyword' }),
  punct: Decoration.mark({ class: 'text-muted' }),
};

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const tokens of tokenizeLines(view.state.doc.toString(), 'json')) {
    for (const { kind, text } of tokens) {
      const mark = MARKS[kind];
      if (mark && text !== '') builder.add(at, at + text.length, mark);
      at += text.length;
    }
    at += 1;
  }
  return builder.finish();
}

/** JSON in an editor, in the colours it has everywhere else. */
export const jsonColours: Extension = ViewPlugin.define(
  (view) => ({
    decorations: decorate(view),
    update(update) {
      if (update.docChanged) this.decorations = decorate(update.view);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);
