// A widget at work: what is in the shadow root once it was in sight.

import { h, severityMark, prose, sentence, capital, count } from "./dom.js";
import * as engine from "./engine.js";
import { byWeight, edited, from, named, rulesOf, tally } from "./findings.js";
import { lessonView } from "./lesson.js";
import css from "./widget.css";

let sheet;
/** One style sheet for all widgets. */
function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

const QUIET = 150;
const SPEAK = 700;
const LIMIT = 2 ** 20;

/** Puts the view of a widget into its shadow root, and says how to go on with it. */
export function mount(host, text, options) {
  const root = host.shadowRoot;
  root.adoptedStyleSheets = [styles()];
  const view = { text, result: null, started: undefined };
  const undos = [];
  const timers = {};
  let findings = [];
  let live = true;
  let parts = {};
  let lesson;
  let copying = "Copy a link"; // or how it went, until the text changes

  const after = (name, milliseconds, act) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(() => live && act(), milliseconds);
  };
  const heading = (deeper, ...children) => h(`h${Math.min(6, Number(host.headingLevel) + deeper)}`, {}, ...children);
  const kind = () => (host.kind === "auto" ? engine.detectKind(view.text) : host.kind);
  const settings = () => ({ kind: kind(), profile: host.profile ?? undefined, rules: rulesOf(host.rules), ...options });
  const hardening = () => {
    const { ignoreFile, ...others } = settings();
    return others;
  };

  /** Everything that may change with an attribute is drawn anew; the text and its history stay. */
  function draw() {
    const mode = host.mode;
    const box = h("div", { class: `box mode-${mode}`, part: "widget", role: "group", lang: "en", "aria-label": host.label ?? "Dockerfile audit", "data-theme": host.theme });
    parts = { status: h("p", { class: "away", role: "status" }) };
    if (mode === "badge") {
      parts.score = h("span", { part: "score", class: "score" });
      box.append(parts.score);
    } else {
      parts.title = h("slot", { name: "title" });
      parts.tools = h("div", { class: "tools", part: "toolbar" });
      parts.score = h("p", { part: "score", class: "score" });
      box.append(h("div", { class: "head" }, parts.title, parts.score));
      if (mode === "lesson") box.append((parts.lesson = h("div", { class: "lesson" })));
      if (mode === "full" || mode === "lesson") box.append(editor());
      box.append(parts.tools);
      if (mode !== "diff") box.append((parts.findings = h("ol", { class: "findings", part: "findings" })));
      if (mode === "diff" || mode === "full") box.append(...diffPlace(mode));
      box.append(h("slot", { name: "footer" }));
    }
    if (host.maxHeight) {
      box.classList.add("limited");
      box.style.setProperty("max-block-size", host.maxHeight);
      box.tabIndex = 0;
    }
    box.append(parts.status);
    root.replaceChildren(box);
  }

  function editor() {
    parts.editor = h("textarea", {
      class: "code",
      part: "editor",
      value: view.text,
      rows: rows(),
      readOnly: host.readonly,
      spellcheck: false,
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      "aria-label": "File text",
      oninput: () => change(parts.editor.value),
    });
    return parts.editor;
  }

  const rows = () => Math.min(24, Math.max(4, view.text.split("\n").length + 1));

  /** Shows a text that was not typed. */
  function write() {
    if (!parts.editor) return;
    parts.editor.value = view.text;
    parts.editor.rows = rows();
  }

  function diffPlace(mode) {
    parts.diff = h("div", { class: "diff", part: "diff" });
    if (mode === "diff") return [parts.diff];
    parts.hardened = h("details", { ontoggle: () => parts.hardened.open && showDiff() }, h("summary", {}, "The hardened file"), parts.diff);
    return [parts.hardened];
  }

  /** A change by hand: audited once it is quiet. */
  function change(text) {
    view.text = text;
    copying = "Copy a link";
    keep();
    host.tell("change", { value: text });
    after("audit", QUIET, () => view.audit());
  }

  /** A change by a fix: one step to take back. */
  function replace(text) {
    if (text === view.text) return;
    undos.push(view.text);
    put(text);
  }

  function put(text) {
    view.text = text;
    copying = "Copy a link";
    write();
    keep();
    host.tell("change", { value: text });
    view.audit();
  }

  function fail(message) {
    parts.findings?.replaceChildren(h("li", { class: "trouble" }, sentence(message)));
    parts.score?.replaceChildren("Not audited");
    host.tell("error", { message });
  }

  view.audit = () => {
    clearTimeout(timers.audit);
    if (new TextEncoder().encode(view.text).length > LIMIT) {
      fail("the file is longer than 1 MiB, the most that Drydock reads");
      return null;
    }
    try {
      view.result = engine.audit(view.text, settings());
    } catch (error) {
      fail(error.message);
      return null;
    }
    const [file] = view.result.files;
    file.findings = findings = named(file.findings, view.text);
    show(file);
    host.tell("audit", view.result);
    return view.result;
  };

  function show(file) {
    const active = findings.filter((finding) => !finding.suppressed);
    const graded = file.score !== null;
    const name = file.kind === "dockerfile" ? "Dockerfile" : ".dockerignore";
    parts.title?.replaceChildren(heading(0, name));
    parts.score.replaceChildren(
      ...(host.mode === "badge" ? [`${name} `] : []),
      ...(graded ? [h("b", {}, String(file.score)), " ", h("span", { class: "grade" }, h("span", { class: "away" }, "grade "), file.grade)] : [h("span", {}, "Not graded")]),
      h("span", { class: host.mode === "badge" ? "away" : "tally" }, ` ${tally(active)}`),
    );
    if (parts.tools) parts.tools.replaceChildren(...tools(active));
    if (parts.findings) showFindings(active);
    if (parts.diff && (host.mode === "diff" || parts.hardened?.open)) showDiff();
    lesson?.grade(view.text);
    after("speak", SPEAK, () => {
      const score = graded ? `Score ${file.score}, grade ${file.grade}. ` : "";
      parts.status.textContent = `${score}${capital(count(active.length, "finding"))}.`;
    });
  }

  function tools(active) {
    const safe = active.filter(({ fix }) => fix?.safety === "safe" && fix.edits.length > 0).length;
    const canEdit = ["full", "lesson"].includes(host.mode) && !host.readonly;
    return [
      canEdit && host.mode === "full" && safe > 1 && h("button", { type: "button", onclick: () => view.applySafe() }, `Apply all safe fixes`),
      canEdit && undos.length > 0 && h("button", { type: "button", class: "quiet", onclick: () => view.undo() }, "Take the last fix back"),
      host.share === "on" && h("button", { type: "button", class: "quiet copy", onclick: copyLink }, copying),
      h("slot", { name: "actions" }),
    ].filter(Boolean);
  }

  async function copyLink() {
    const page = host.sharePage ?? new URL("../", import.meta.url).href;
    try {
      await navigator.clipboard.writeText(page + (await engine.encodeShare({ kind: host.kind, text: view.text })));
      copying = "Copied";
    } catch {
      copying = "Not allowed";
    }
    // By now an audit may have drawn the button anew.
    root.querySelector(".copy")?.replaceChildren(copying);
  }

  function showFindings(active) {
    // A finding that stays keeps its place in the tab order and its explanation open.
    const open = new Set([...parts.findings.querySelectorAll("details[open]")].map((details) => details.closest("li").dataset.id));
    const focused = root.activeElement?.closest("li")?.dataset.id;
    const shown = byWeight(from(active, host.minSeverity));
    parts.findings.replaceChildren(...shown.map((finding) => row(finding, open.has(finding.id))));
    const accepted = findings.length - active.length;
    if (accepted > 0) parts.findings.append(h("li", { class: "note" }, `${capital(count(accepted, "finding"))} accepted by a comment in the file.`));
    if (shown.length === 0 && accepted === 0) parts.findings.append(h("li", { class: "note" }, "Nothing to report."));
    if (focused) (entry(focused)?.querySelector("button, summary") ?? parts.editor)?.focus({ preventScroll: true });
  }

  const entry = (id) => [...(parts.findings?.children ?? [])].find((item) => item.dataset.id === id);

  function row(finding, isOpen) {
    const { id, severity, rule, line, message, fix } = finding;
    const canEdit = host.mode === "full" && !host.readonly && fix?.edits.length > 0;
    const why = h("details", { open: isOpen, ontoggle: () => why.open && why.childElementCount === 1 && why.append(...explained(rule)) }, h("summary", {}, "Why", h("span", { class: "away" }, `: ${rule}`)));
    const place = [`line ${line}`, h("span", { class: "away" }, `, ${severity}`)];
    return h(
      "li",
      { class: `finding ${severity}`, part: "finding", "data-id": id },
      severityMark(severity),
      h("p", { class: "message" }, sentence(message)),
      h(
        "p",
        { class: "meta" },
        h("span", { class: "severity" }, severity),
        " · ",
        parts.editor ? h("button", { type: "button", class: "quiet", onclick: () => view.focusFinding(id) }, place) : h("span", {}, place),
        " · ",
        h("code", {}, rule),
      ),
      canEdit && h("p", { class: "fix" }, h("button", { type: "button", onclick: () => view.applyFix(id) }, ...prose(capital(fix.title))), h("span", { class: "trust" }, ` ${fix.safety}`)),
      canEdit && fix.change && h("p", { class: "meta" }, "What may change: ", ...sentence(fix.change)),
      why,
    );
  }

  function explained(id) {
    const rule = engine.ruleOf(id);
    const links = rule.links.map((link) => h("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, link.replace("https://", "")));
    return [h("p", {}, ...prose(rule.why)), h("p", {}, ...prose(rule.how)), ...links.map((link) => h("p", { class: "meta" }, link))];
  }

  function showDiff() {
    const made = engine.harden(view.text, hardening());
    const gain = made.before && made.after ? `${made.before.score} ${made.before.grade} → ${made.after.score} ${made.after.grade}` : "";
    const use = host.mode === "full" && !host.readonly && made.text !== view.text;
    parts.diff.replaceChildren(
      h("p", { class: "meta" }, made.hunks.length === 0 ? "There is nothing to change." : `${capital(count(made.applied.length, "change"))}. ${gain}`),
      ...made.hunks.map((hunk) => hunkOf(hunk, made.applied)),
      use ? h("button", { type: "button", onclick: () => (replace(made.text), host.tell("fix", { id: null, value: view.text })) }, "Take the hardened file") : "",
    );
  }

  function hunkOf(hunk, applied) {
    const words = { "-": "removed", "+": "added" };
    const lines = hunk.lines.map(({ sign, text }) => {
      const tag = { "-": "del", "+": "ins" }[sign] ?? "span";
      return h(tag, { class: "line" }, sign === " " ? "" : h("span", { class: "away" }, `${words[sign]}: `), h("span", { class: "sign", "aria-hidden": "true" }, sign), `${text}\n`);
    });
    const steps = applied.filter((step) => hunk.steps.includes(step.key));
    return h("figure", {}, h("pre", { tabIndex: 0, "aria-label": `Changes from line ${hunk.before[0]}`, role: "region" }, h("code", {}, ...lines)), h("figcaption", {}, ...steps.map((step) => h("p", { class: "meta" }, ...sentence(step.title), step.change ? h("span", {}, " ", ...sentence(step.change)) : ""))));
  }

  view.applyFix = (id) => {
    const finding = findings.find((finding) => finding.id === id);
    if (!finding?.fix?.edits.length) return false;
    replace(edited(view.text, finding.fix.edits));
    host.tell("fix", { id, value: view.text });
    return true;
  };
  view.applySafe = () => {
    replace(engine.harden(view.text, { ...hardening(), level: "minimal" }).text);
    host.tell("fix", { id: null, value: view.text });
  };
  view.undo = () => {
    const last = undos.pop();
    if (last !== undefined) put(last);
    return last !== undefined;
  };
  view.focusFinding = (id) => {
    const finding = findings.find((finding) => finding.id === id);
    if (!finding) return false;
    if (!parts.editor) {
      entry(id)?.querySelector("summary")?.focus();
      return true;
    }
    parts.editor.focus();
    parts.editor.setSelectionRange(finding.start, finding.end);
    const height = parts.editor.scrollHeight / (view.text.split("\n").length + 1);
    parts.editor.scrollTop = (finding.line - 3) * height;
    return true;
  };
  view.export = (format) => {
    const write = { json: engine.audit, sarif: engine.toSarif }[format];
    if (write) return `${JSON.stringify(write(view.text, { ...settings(), ...(format === "json" && { counting: "bytes" }) }), null, 2)}\n`;
    if (format === "markdown") return engine.toMarkdown(view.text, settings());
    throw new Error(`there is no export \`${format}\`, but json, sarif, markdown`);
  };
  view.setText = (text) => {
    undos.length = 0;
    put(text);
  };
  view.update = (newOptions) => {
    options = newOptions ?? options;
    if (!view.result) return;
    draw();
    startLesson().then(() => live && view.audit());
  };
  view.destroy = () => {
    live = false;
    Object.values(timers).forEach(clearTimeout);
    lesson?.free();
  };

  /** Where the text is kept, if it is. Storage may be forbidden. */
  const store = () => ({ session: globalThis.sessionStorage, local: globalThis.localStorage })[host.persist];
  const place = () => `drydock.widget ${location.pathname} ${host.id}`;
  function keep() {
    try {
      store()?.setItem(place(), view.text);
    } catch {
      // Then it is not kept.
    }
  }
  function kept() {
    try {
      return store()?.getItem(place()) ?? undefined;
    } catch {
      return undefined;
    }
  }

  async function startLesson() {
    lesson?.free();
    lesson = undefined;
    if (host.mode !== "lesson") return;
    lesson = await lessonView(host, parts, heading, (text) => put(text));
    if (view.text.trim() === "" || view.text === textBefore) view.text = lesson.data.starter;
    write();
    if (parts.editor && lesson.data.kind === "review") parts.editor.remove();
  }
  const textBefore = text;

  async function begin() {
    await engine.start();
    view.text = kept() ?? view.text;
    draw();
    await startLesson();
    view.audit();
  }
  view.started = begin();
  return view;
}
