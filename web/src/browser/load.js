// The one thing that Rust cannot say: a dynamic import. The address is beside the page's own script.
export function loadEditor() {
  const { editor } = document.querySelector("script[data-editor]").dataset;
  return import(new URL(editor, document.baseURI).href);
}
