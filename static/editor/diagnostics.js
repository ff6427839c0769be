// Squiggles: where the findings are, in the text and beside the line numbers; F8 walks through them and says them.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, hoverTooltip } from "@codemirror/view";

const severities = ["critical", "high", "medium", "low", "info"];
const replace = StateEffect.define();

const marks = Object.fromEntries(
  severities.map((severity) => [severity, Decoration.mark({ class: `finding finding-${severity}` })]),
);

class LineMarker extends GutterMarker {
  constructor(severity) {
    super();
    this.elementClass = `finding-line finding-line-${severity}`;
  }
}
const lines = Object.fromEntries(severities.map((severity) => [severity, new LineMarker(severity)]));

/** `list` as it was given, `at` where each stands now, and the decorations. */
const field = StateField.define({
  create: () => ({ list: [], at: [], text: Decoration.none, gutter: RangeSet.empty }),
  update(value, transaction) {
    const list = transaction.effects.findLast((effect) => effect.is(replace))?.value;
    if (list) return build(list, transaction.newDoc);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return {
      list: value.list,
      at: value.at.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) })),
      text: value.text.map(changes),
      gutter: value.gutter.map(changes),
    };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.text),
    gutterLineClass.from(field, (value) => value.gutter),
  ],
});

function build(list, doc) {
  const at = list.map(({ from, to }) => visible(Math.min(from, doc.length), Math.min(to, doc.length), doc));
  const text = [];
  const worst = new Map(); // start of line → index of its worst severity
  list.forEach(({ severity }, index) => {
    const { from, to } = at[index];
    if (from < to) text.push(marks[severity].range(from, to));
    const line = doc.lineAt(from).from;
    worst.set(line, Math.min(worst.get(line) ?? severities.length, severities.indexOf(severity)));
  });
  const gutter = [...worst].map(([line, index]) => lines[severities[index]].range(line));
  return { list, at, text: Decoration.set(text, true), gutter: RangeSet.of(gutter, true) };
}

/** An empty range is shown on the character after it, or at a line's end on the one before. */
function visible(from, to, doc) {
  if (from < to) return { from, to };
  const line = doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}

const hover = hoverTooltip((view, position) => {
  const { list, at } = view.state.field(field);
  const here = list.filter((_, index) => at[index].from <= position && position <= at[index].to);
  if (here.length === 0) return null;
  return {
    pos: position,
    above: true,
    create() {
      const dom = document.createElement("ul");
      dom.className = "finding-notes";
      for (const { severity, message } of here) {
        const item = dom.appendChild(document.createElement("li"));
        item.className = `finding-note finding-note-${severity}`;
        item.textContent = `${severity}: ${message}`;
      }
      return { dom };
    },
  };
});

export const diagnostics = () => [field, hover];

export const setDiagnosticsIn = (view, list) => view.dispatch({ effects: replace.of(list) });

/** Selects the next (1) or previous (-1) diagnostic from the cursor, around the ends, and announces it. */
export function stepDiagnostic(view, direction) {
  const { list, at } = view.state.field(field);
  if (list.length === 0) return -1;
  const { from: cursor, to: cursorEnd } = view.state.selection.main;
  const order = at.map((_, index) => index).sort((a, b) => at[a].from - at[b].from || at[a].to - at[b].to);
  const after = (range) => range.from > cursor || (range.from === cursor && range.to > cursorEnd);
  const before = (range) => range.from < cursor || (range.from === cursor && range.to < cursorEnd);
  const index =
    direction > 0
      ? (order.find((i) => after(at[i])) ?? order[0])
      : (order.findLast((i) => before(at[i])) ?? order[order.length - 1]);
  const { from, to } = at[index];
  const { severity, message } = list[index];
  const line = view.state.doc.lineAt(from).number;
  view.dispatch({
    selection: { anchor: from, head: Math.max(from, to) },
    effects: [
      EditorView.scrollIntoView(from, { y: "center" }),
      EditorView.announce.of(`Line ${line}, ${severity}: ${message}`),
    ],
  });
  return index;
}

export function diagnosticKeymap(onVisit) {
  const step = (direction) => (view) => {
    const index = stepDiagnostic(view, direction);
    if (index >= 0) onVisit?.(index);
    return true;
  };
  return [{ key: "F8", run: step(1), shift: step(-1) }];
}
