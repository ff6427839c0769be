// A lesson in a widget: incident, goals that tick while one types, hints, and what is said of a wrong turn.

import { h, prose, capital } from "./dom.js";
import { Lesson } from "./engine.js";

/** The lesson's text: inline in a script element, or from the address in the attribute. */
async function textOf(host) {
  const inline = host.querySelector('script[type^="application/drydock-lesson"]');
  if (inline) return inline.textContent;
  if (!host.lesson) throw new Error("the lesson is missing: name its address in the attribute `lesson`, or put it inside");
  const answer = await fetch(new URL(host.lesson, document.baseURI));
  if (!answer.ok) throw new Error(`the lesson can't be had: ${answer.status}`);
  return answer.text();
}

/** Draws a lesson, and says how to grade an answer. */
export async function lessonView(host, parts, heading, setText) {
  const lesson = new Lesson(await textOf(host));
  const data = lesson.data();
  const selected = new Set();
  let lastWords = "";

  const goals = data.goals.map((goal) => {
    const state = h("span", { class: "state" }, "open");
    const hints = h("ul", {});
    let shown = 0;
    const button = h("button", { type: "button", class: "quiet" }, "Hint");
    button.onclick = () => {
      hints.append(h("li", {}, ...prose(goal.hints[shown++])));
      if (shown === goal.hints.length) button.remove();
    };
    const item = h("li", { class: "goal" }, h("p", {}, state, h("span", {}, ...prose(goal.text)), goal.hints.length > 0 && button), hints);
    return { id: goal.id, state, item };
  });
  const said = h("div", { class: "said", role: "status" });
  parts.lesson.replaceChildren(
    heading(1, data.title),
    ...data.incident.split(/\n\s*\n/).map((text) => h("p", {}, ...prose(text))),
    h("ol", { class: "goals" }, goals.map(({ item }) => item)),
    data.kind === "review" ? lines() : "",
    said,
  );

  /** The lines of a lesson that selects them. */
  function lines() {
    const line = (text, at) =>
      h("li", {}, h("label", {}, h("input", { type: "checkbox", onchange: ({ target }) => choose(at + 1, target.checked) }), h("code", {}, text || " ")));
    return h("ol", { class: "lines", "aria-label": "Select the risky lines" }, data.starter.replace(/\n$/, "").split("\n").map(line));
  }
  function choose(number, isChosen) {
    if (isChosen) selected.add(number);
    else selected.delete(number);
    grade();
  }

  function grade(text = "") {
    const progress = lesson.grade(data.kind === "review" ? [...selected].join(" ") : text);
    for (const { id, state, item } of goals) {
      const { met, holds } = progress.goals.find((goal) => goal.id === id);
      state.textContent = holds ? "reached" : met ? "held up" : "open";
      item.classList.toggle("reached", holds);
    }
    const words = [...progress.troubles.map(({ message }) => `${capital(message)}.`), progress.wrongTurn, progress.done && data.closing].filter(Boolean);
    if (words.join("\n") !== lastWords) {
      lastWords = words.join("\n");
      said.replaceChildren(...words.map((text) => h("p", {}, ...prose(text))));
      if (progress.done && data.kind !== "review") {
        said.append(h("button", { type: "button", class: "quiet", onclick: () => setText(data.solution) }, "Show one way to mend it"));
      }
    }
    host.tell("lesson", progress);
  }

  return { data, grade, free: () => lesson.free() };
}
