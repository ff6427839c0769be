// What Rust cannot say, or not as briefly: a dynamic import, and a file fetched and read. The addresses are beside the
// page's own script.
const address = (name) => new URL(document.querySelector("script[data-editor]").dataset[name], document.baseURI);

export const loadEditor = () => import(address("editor").href);

export const shut = () => import(address("more").href).then((more) => more.shut());

let texts;
export function loadTexts() {
  texts ??= fetchTexts().catch((error) => {
    texts = undefined; // so that it is tried again
    throw error;
  });
  return texts;
}

async function fetchTexts() {
  const answer = await fetch(address("texts"));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** The lessons as texts: those of the page, and those that its host wrote into it. Their styles come with them. */
export async function loadLessons() {
  const { lessons, styles } = await loadTexts();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
  return [JSON.stringify(lessons), document.getElementById("drydock-lessons")?.textContent];
}

/** Tells whoever listens, such as a learning system around the page. */
export function tellHost(text) {
  const detail = { ...JSON.parse(text), timestamp: new Date().toISOString() };
  document.dispatchEvent(new CustomEvent("drydock-lesson", { bubbles: true, detail }));
}
