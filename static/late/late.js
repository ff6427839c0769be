// What the page's script can do without until the page stands; fetched with the later part of the program, before which
// its style must be there.

import { watchKeys } from "./keys.js";
import { keepOffline } from "./offline.js";

function loadStyle() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = import.meta.url.replace(/js$/, "css");
  const loaded = new Promise((resolve, reject) => {
    style.onload = resolve;
    style.onerror = () => reject(new Error("the style could not be loaded"));
  });
  document.head.append(style);
  return loaded;
}

watchKeys();
/** Once the later part can be shown. */
export const ready = loadStyle();
/** Once nothing more is fetched behind the page's back. */
export const settled = ready.then(keepOffline);
