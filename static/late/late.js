// What the page's script can do without until the page stands; fetched with the later part of the program, before which
// its style must be there.

import { watchKeys } from "./keys.js";
import { element, keepOffline } from "./offline.js";

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
// A chosen tab is brought whole into sight: a browser leaves it half out where its list is too long for the screen. Not
// while the mouse is down: what moves away under it is not clicked.
const MARGIN = 24;
let isDown = false;
for (const type of ["pointerdown", "pointerup", "pointercancel"]) addEventListener(type, () => (isDown = type === "pointerdown"), true);
for (const type of ["focusin", "click"]) {
  addEventListener(type, ({ target }) => {
    const tab = target.closest?.("[role=tab]");
    if (!tab || isDown) return;
    const list = tab.parentElement;
    const [inner, outer] = [tab, list].map((element) => element.getBoundingClientRect());
    list.scrollLeft += Math.min(0, inner.left - outer.left - MARGIN) || Math.max(0, inner.right - outer.right + MARGIN);
  });
}
/** Once the later part can be shown. */
export const ready = loadStyle();
const settled = ready.then(keepOffline);

/**
 * Adds to the page's policy that nothing may be fetched any more, as soon as the service worker has what it wants. The
 * browser holds a page to that as long as it stands.
 */
export async function shut() {
  await settled;
  document.head.append(element("meta", "", { httpEquiv: "Content-Security-Policy", content: "connect-src 'none'; img-src data:" }));
}
