// What is known of findings, without a document: their names, which are shown, and what their fixes make of the text.

const SEVERITIES = ["info", "low", "medium", "high", "critical"];

/** The findings of a file, each with an id that stays when other lines change: rule, line's text, and number. */
export function named(findings, text) {
  const seen = new Map();
  const lines = text.split("\n");
  return findings.map((finding) => {
    const key = `${finding.rule}@${hash(lines[finding.line - 1] ?? "")}`;
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return { ...finding, id: number === 1 ? key : `${key}.${number}` };
  });
}

/** FNV-1a of a line without the blanks around it. */
function hash(line) {
  let value = 0x811c9dc5;
  for (const letter of line.trim()) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193);
  return (value >>> 0).toString(36);
}

/** The findings from a severity on. */
export const from = (findings, severity) =>
  findings.filter((finding) => SEVERITIES.indexOf(finding.severity) >= Math.max(0, SEVERITIES.indexOf(severity)));

/** The worst first, and by place among equals. */
export const byWeight = (findings) =>
  findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || a.start - b.start);

/** The text after edits, which don't overlap. */
export function edited(text, edits) {
  for (const { start, end, text: put } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    text = text.slice(0, start) + put + text.slice(end);
  }
  return text;
}

/** `DL3008=off sudo-used=low` as the engine's option. */
export const rulesOf = (attribute) =>
  Object.fromEntries((attribute ?? "").split(/[\s,]+/).filter(Boolean).map((word) => [word.split("=")[0], word.split("=")[1] ?? "on"]));

/** How many there are of each severity, in words. */
export function tally(findings) {
  const counts = SEVERITIES.toReversed().map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]);
  return counts.filter(([, number]) => number > 0).map(([severity, number]) => `${number} ${severity}`).join(", ") || "no findings";
}
