// What the page's script can do without until the page stands; fetched with the later part of the program, before which
// its style must be there.

function loadStyle() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL(import.meta.url).href.replace(/js$/, "css");
  const loaded = new Promise((resolve, reject) => {
    style.onload = resolve;
    style.onerror = () => reject(new Error("the style could not be loaded"));
  });
  document.head.append(style);
  return loaded;
}

export const ready = loadStyle();
