// Find in the text: CodeMirror's search with a panel of our own, because its own fails accessibility checks.

import { closeSearchPanel, findNext, findPrevious, getSearchQuery, search, SearchQuery, setSearchQuery } from "@codemirror/search";
import { runScopeHandlers } from "@codemirror/view";

export const searchPanel = () => search({ top: true, literal: true, createPanel });

function createPanel(view) {
  const field = document.createElement("input");
  field.type = "search";
  field.name = "find";
  field.setAttribute("aria-label", "Find in the file");
  field.setAttribute("main-field", "true"); // CodeMirror focuses what bears this
  field.placeholder = "Find";
  field.value = getSearchQuery(view.state).search;
  field.addEventListener("input", () => {
    view.dispatch({ effects: setSearchQuery.of(new SearchQuery({ search: field.value, literal: true })) });
    if (field.value) findNext(view);
  });

  const dom = document.createElement("div");
  dom.className = "find";
  dom.setAttribute("role", "search");
  dom.append(
    field,
    button("Previous", () => findPrevious(view)),
    button("Next", () => findNext(view)),
    button("Close", () => (closeSearchPanel(view), view.focus())),
  );
  dom.addEventListener("keydown", (event) => {
    if (runScopeHandlers(view, event, "search-panel")) return event.preventDefault();
    if (event.key !== "Enter" || event.target !== field) return;
    event.preventDefault();
    (event.shiftKey ? findPrevious : findNext)(view);
  });
  return {
    dom,
    top: true,
    mount: () => field.select(),
    update(update) {
      const { search } = getSearchQuery(update.state);
      if (search !== field.value) field.value = search;
    },
  };
}

function button(label, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", action);
  return element;
}
