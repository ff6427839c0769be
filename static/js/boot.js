// Starts the program. Trunk would do this with an inline script, which the page's policy forbids; so the addresses
// come as data on this script's element, and this file never changes.

const root = document.documentElement;
try {
  // Before the first paint of the program, so that nothing flashes; browser/theme.rs writes it.
  const theme = localStorage.getItem("drydock.theme");
  if (theme) root.dataset.theme = theme;
} catch {
  // Where nothing may be remembered, the system's theme holds.
}

const { glue, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (path) => new URL(path, document.baseURI);

try {
  const { default: start } = await import(address(glue).href);
  await start({ module_or_path: address(wasm) });
} catch (error) {
  // A fault of the program's own has been told already.
  if (!("broken" in root.dataset)) root.dataset.unloaded = "";
  throw error;
}
