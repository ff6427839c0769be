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

/** Everything that comes out of a stream; what is longer than any file is refused before it is all there. */
async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > 2 ** 22) throw new Error("too long");
    parts.push(value);
  }
}

export async function packText(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function unpackText(packed) {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = await through(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)), new DecompressionStream("deflate-raw"));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
