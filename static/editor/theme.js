// The editor's look. Every colour is one of the page's custom properties, which reach through the shadow root.

import { EditorView } from "@codemirror/view";

const underline = (severity, style) => ({
  textDecoration: `underline ${style} var(--${severity})`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "0.25em",
});

const rules = {
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--code-paper)" },
  "&.cm-focused": { outline: "none" }, // the page rings the host
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--code-size)", lineHeight: "var(--code-line)" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: "0.5rem" },
  ".cm-gutters": { color: "var(--ink-soft)", backgroundColor: "var(--code-paper)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { paddingInline: "0.75rem 0.5rem", borderInlineStart: "3px solid transparent" },
  ".cm-activeLine": { backgroundColor: "var(--code-line-active)" },
  ".cm-line ::selection, .cm-line::selection": { backgroundColor: "var(--selection)" },
  ".cm-specialChar": { color: "var(--critical)" },
  ".cm-searchMatch": { backgroundColor: "var(--selection)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--focus)" },

  // Severity is told by the line's style as well as by its colour.
  ".finding-critical": underline("critical", "wavy"),
  ".finding-high": underline("high", "wavy"),
  ".finding-medium": underline("medium", "dashed"),
  ".finding-low": underline("low", "dotted"),
  ".finding-info": underline("info", "dotted"),
  ".cm-lineNumbers .finding-line-critical": { borderInlineStartColor: "var(--critical)" },
  ".cm-lineNumbers .finding-line-high": { borderInlineStartColor: "var(--high)" },
  ".cm-lineNumbers .finding-line-medium": { borderInlineStartColor: "var(--medium)" },
  ".cm-lineNumbers .finding-line-low": { borderInlineStartColor: "var(--low)" },
  ".cm-lineNumbers .finding-line-info": { borderInlineStartColor: "var(--info)" },

  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--rule)" },
  ".finding-notes": { listStyle: "none", margin: "0", padding: "0.5rem 0.75rem", maxWidth: "60ch" },
  ".finding-note": { fontFamily: "var(--sans)", lineHeight: "1.5" },

  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--paper)", borderBottom: "1px solid var(--rule)" },
  ".find": { display: "flex", flexWrap: "wrap", gap: "0.5rem", padding: "0.5rem" },
  ".find > *": {
    minHeight: "2rem",
    paddingInline: "0.75rem",
    font: "inherit",
    color: "var(--ink)",
    backgroundColor: "var(--code-paper)",
    border: "1px solid var(--rule)",
    borderRadius: "4px",
  },
};

/** What a token class looks like: the page says, in `--token-<class>`; weight and slant help where colour cannot. */
const tokens = Object.fromEntries(
  ["keyword", "flag", "variable", "string", "comment", "directive", "command", "operator", "number", "image", "heredoc", "error"].map(
    (name) => [`.token-${name}`, { color: `var(--token-${name})` }],
  ),
);
tokens[".token-keyword"].fontWeight = "600";
tokens[".token-comment"].fontStyle = "italic";

const dressed = { light: EditorView.theme({ ...rules, ...tokens }), dark: EditorView.theme({ ...rules, ...tokens }, { dark: true }) };

export const look = (dark) => (dark ? dressed.dark : dressed.light);
