// Colours: the classes that the page's parser gave to ranges of the text.

import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const replace = StateEffect.define();

/** Decorations from triples `from, to, class`; between two sets they move along with the typing. */
export function tokens(classes) {
  const marks = classes.map((name) => Decoration.mark({ class: `token-${name}` }));
  return StateField.define({
    create: () => Decoration.none,
    update(decorations, transaction) {
      const triples = transaction.effects.findLast((effect) => effect.is(replace))?.value;
      return triples ? build(triples, marks, transaction.newDoc.length) : decorations.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

export const setTokensIn = (view, triples) => view.dispatch({ effects: replace.of(triples) });

/** Triples that do not fit the text (they were made for another) are left out. */
function build(triples, marks, end) {
  const builder = new RangeSetBuilder();
  let last = 0;
  for (let i = 0; i + 2 < triples.length; i += 3) {
    const [from, to, mark] = [triples[i], triples[i + 1], marks[triples[i + 2]]];
    if (!mark || from < last || from >= to || to > end) continue;
    builder.add(from, to, mark);
    last = from;
  }
  return builder.finish();
}
