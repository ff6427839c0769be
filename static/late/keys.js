// Keys that hold on the whole page, and menus that close as menus do.

const isTyping = (event) => event.composedPath()[0].closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]");
/** Waits until something is so, for a second at most: what the program draws takes some frames. */
async function until(isSo) {
  for (let frames = 0; frames < 60 && !isSo(); frames++) await new Promise(requestAnimationFrame);
}
const openMenus = () => [...document.querySelectorAll("details.menu[open]")];

function close(menu) {
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hadFocus) menu.querySelector("summary").focus();
}

/** What had the focus before the menu of fixes. */
let before;

/** Once the menu of fixes has been drawn: its first entry takes the focus, below the line that the cursor is in. */
async function enterFixes(isByKey) {
  const find = () => document.querySelector("#fixes");
  await until(find);
  const menu = find();
  if (!menu) return;
  const line = isByKey && document.querySelector(".rich")?.shadowRoot?.querySelector(".cm-activeLine")?.getBoundingClientRect();
  if (line) {
    const room = menu.offsetParent.getBoundingClientRect();
    menu.style.top = `${Math.min(line.bottom - room.top, room.height - menu.offsetHeight - 8)}px`;
    menu.style.insetInlineStart = `${Math.max(line.left - room.left + 8, 8)}px`;
    menu.style.insetInlineEnd = "auto";
  }
  (menu.querySelector("[role=menuitem]") ?? menu).focus();
}

/** Once the menu of fixes is gone: the focus goes back to where it was, unless it is somewhere already. */
async function leaveFixes() {
  await until(() => !document.querySelector("#fixes"));
  const isNowhere = [document.body, document.querySelector("#fixes-here")].includes(document.activeElement);
  if (isNowhere) before?.focus();
}

function onKey(event) {
  if (event.key === "Escape" && event.target.closest?.("#fixes")) leaveFixes();
  if (event.defaultPrevented) return;
  if (event.key === "Escape") {
    openMenus().forEach(close);
  } else if (event.key === "." && (event.ctrlKey || event.metaKey)) {
    const button = document.querySelector("#fixes-here");
    if (!button) return;
    event.preventDefault();
    before = document.activeElement;
    button.click();
    enterFixes(true);
  } else if (event.key === "?" && !isTyping(event)) {
    document.querySelector("#keys")?.togglePopover();
  }
}

function onClick(event) {
  if (!event.isTrusted) return;
  const button = event.target.closest?.("#fixes-here");
  if (button) {
    before = button;
    enterFixes(false);
  } else if (event.target.closest?.("#fixes")) {
    leaveFixes();
  }
}

function onPointer(event) {
  const path = event.composedPath();
  openMenus().filter((menu) => !path.includes(menu)).forEach(close);
  const [menu, button] = [document.querySelector("#fixes"), document.querySelector("#fixes-here")];
  if (menu && !path.includes(menu) && !path.includes(button)) button.click();
}

export function watchKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("pointerdown", onPointer);
}
