// The rich editor: CodeMirror in an open shadow root (there its styles are constructed sheets, so `style-src 'self'`
// holds). It knows no language: what is coloured is what our parser read, what is underlined is what our rules found.
// All positions are UTF-16 offsets.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { diagnosticKeymap, diagnostics, setDiagnosticsIn, stepDiagnostic } from "./diagnostics.js";
import { searchPanel } from "./search.js";
import { look } from "./theme.js";
import { setTokensIn, tokens } from "./tokens.js";

/**
 * Puts an editor into `host`.
 *
 * @param {HTMLElement} host
 * @param {object} options
 * @param {string} options.text
 * @param {string} options.ariaLabel
 * @param {string[]} [options.classes] the token classes that `setTokens` indexes
 * @param {{from: number, to: number}} [options.selection]
 * @param {boolean} [options.dark]
 * @param {boolean} [options.readOnly]
 * @param {(text: string) => void} [options.onChange] after every change but those of `setText`
 * @param {(index: number) => void} [options.onVisit] after F8 or Shift-F8, with the diagnostic's index
 * @param {(position: number) => void} [options.onCursor] when the selection begins elsewhere
 */
export function mount(host, options) {
  const { text, ariaLabel, classes = [], selection, dark = false, readOnly = false, onChange, onVisit, onCursor } = options;
  const narrow = matchMedia("(max-width: 48rem)");
  const wrapping = new Compartment();
  const theme = new Compartment();
  const wrap = () => (narrow.matches ? EditorView.lineWrapping : []);

  const extensions = [
      // The document keeps its carriage returns, so that its offsets are the engine's.
      EditorState.lineSeparator.of("\n"),
      EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
      EditorState.readOnly.of(readOnly),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, "\n")),
      EditorView.contentAttributes.of({
        "aria-label": ariaLabel,
        tabindex: "0", // what scrolls must be reachable by keyboard, and not every browser counts editable text
        autocapitalize: "off",
        autocorrect: "off",
        spellcheck: "false",
      }),
      lineNumbers(),
      highlightSpecialChars(),
      highlightActiveLine(),
      history(),
      searchPanel(),
      tokens(classes),
      diagnostics(),
      // Tab is left alone: it moves the focus on, as everywhere else on the page.
      keymap.of([...diagnosticKeymap(onVisit), ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      wrapping.of(wrap()),
      theme.of(look(dark)),
      EditorView.updateListener.of((update) => {
        const ours = update.transactions.some((transaction) => transaction.isUserEvent("drydock.set"));
        if (update.docChanged && !ours) onChange?.(update.state.doc.toString());
        if (update.selectionSet) onCursor?.(update.state.selection.main.from);
      }),
  ];
  const selected = selection && { anchor: clamp(selection.from, text.length), head: clamp(selection.to, text.length) };
  const state = EditorState.create({ doc: text, selection: selected, extensions });

  const root = host.shadowRoot ?? host.attachShadow({ mode: "open", delegatesFocus: true });
  const view = new EditorView({ state, parent: root, root });
  const rewrap = () => view.dispatch({ effects: wrapping.reconfigure(wrap()) });
  narrow.addEventListener("change", rewrap);

  /** One transaction, one undo step, whatever was typed just before or after. */
  let isDark = dark;
  let other;

  const change = (changes, userEvent) =>
    view.dispatch({ changes, userEvent, annotations: isolateHistory.of("full"), scrollIntoView: false });

  return {
    /** The text as it stands. */
    text: () => view.state.doc.toString(),

    /** The selection, `{from, to}`. */
    selection: () => ({ from: view.state.selection.main.from, to: view.state.selection.main.to }),

    /** Replaces the text, without telling `onChange`; what is the same at both ends stays, and so does the cursor. */
    setText(next) {
      const changes = difference(view.state.doc.toString(), next);
      if (changes) change(changes, "drydock.set");
    },

    /**
     * Puts the other of two files into the editor: as it was left, with its own undo and selection, if its text is
     * still this one.
     */
    turn(next) {
      const before = view.state;
      view.setState(other?.doc.toString() === next ? other : EditorState.create({ doc: next, extensions }));
      other = before;
      view.dispatch({ effects: [theme.reconfigure(look(isDark)), wrapping.reconfigure(wrap())] });
    },

    /** Makes several changes at once: `[{from, to, insert}]`, positions in the text as it stands. */
    edit: (changes) => change(changes, "drydock.edit"),

    /** Colours the text: a flat `Uint32Array` of from, to, index of class; sorted. */
    setTokens: (triples) => setTokensIn(view, triples),

    /** Underlines the findings: `[{from, to, severity, message}]`. */
    setDiagnostics: (list) => setDiagnosticsIn(view, list),

    /** Selects a range and brings it into the middle of the view. */
    reveal(from, to = from) {
      const end = view.state.doc.length;
      const range = { anchor: clamp(from, end), head: clamp(to, end) };
      view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: "center" }) });
    },

    /** Goes to the next diagnostic, as F8 does; its index, or -1. */
    next: () => stepDiagnostic(view, 1),

    /** Goes to the diagnostic before, as Shift-F8 does; its index, or -1. */
    previous: () => stepDiagnostic(view, -1),

    /** Colours follow the page's custom properties by themselves; this tells the editor which scheme they make. */
    setTheme(next) {
      isDark = next;
      view.dispatch({ effects: theme.reconfigure(look(isDark)) });
    },

    focus: () => view.focus(),

    destroy() {
      narrow.removeEventListener("change", rewrap);
      view.destroy();
    },
  };
}

const clamp = (position, end) => Math.max(0, Math.min(position, end));

/** The smallest single change from `old` to `next`; none where they are equal. */
function difference(old, next) {
  if (old === next) return null;
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  return { from: head, to: old.length - tail, insert: next.slice(head, next.length - tail) };
}
