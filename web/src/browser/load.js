// What Rust cannot say, or not as briefly: a dynamic import, and a file fetched and read. The addresses are beside the
// page's own script.
const address = (name) => new URL(document.querySelector("script[data-editor]").dataset[name], document.baseURI);

export const loadEditor = () => import(address("editor").href);

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
