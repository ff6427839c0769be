// The rich editor by itself: its bundle, mounted through its own interface on the real page, under the real policy.

import { strict as assert } from "node:assert";
import { accessible, browserTest, open, openRich, shot } from "./support/browser.mjs";

const text = 'FROM debian:12\nRUN apt-get install "curl"\n\nUSER root\n';

/** Mounts a second editor on the page, as `globalThis.editor`; its changes are kept in `globalThis.changes`. */
async function mount(page, url, options = {}) {
  await open(page, url);
  await page.evaluate(
    async ({ text, options }) => {
      const { mount } = await import(new URL(document.querySelector("script[data-editor]").dataset.editor, document.baseURI).href);
      const host = document.createElement("div");
      host.id = "alone";
      host.className = "rich";
      document.querySelector("main").replaceChildren(host);
      globalThis.changes = [];
      globalThis.visits = [];
      globalThis.editor = mount(host, {
        text,
        ariaLabel: "A Dockerfile",
        classes: ["keyword", "string"],
        onChange: (text) => globalThis.changes.push(text),
        onVisit: (index) => globalThis.visits.push(index),
        ...options,
      });
    },
    { text, options },
  );
  return page.locator("#alone .cm-content");
}

const state = (page) => page.evaluate(() => ({ text: globalThis.editor.text(), changes: globalThis.changes }));
const selected = (page) => page.evaluate(() => globalThis.editor.selection());

browserTest("typed text reaches the program", {}, async ({ page, url }) => {
  const box = await openRich(page, url);
  await box.click();
  await page.keyboard.type("FROM scratch\nUSER 1000");
  await page.locator("#lines", { hasText: /^2 lines$/ }).waitFor({ state: "attached" });
});

browserTest("the box is labelled, and Tab leaves it", {}, async ({ page, url }) => {
  await mount(page, url);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("button"), { textContent: "after" })));
  await page.getByRole("textbox", { name: "A Dockerfile" }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "after");
});

browserTest("an edit is one undo step, whatever was typed around it", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await box.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  await page.evaluate(() =>
    globalThis.editor.edit([
      { from: 0, to: 4, insert: "from" },
      { from: 15, to: 18, insert: "run" },
    ]),
  );
  await page.keyboard.type("y");
  const edited = text.replace("FROM", "from").replace("RUN", "run");
  assert.equal((await state(page)).text, `${edited}xy`);
  assert.equal((await state(page)).changes.length, 3);
  await page.keyboard.press("Control+z");
  assert.equal((await state(page)).text, `${edited}x`);
  await page.keyboard.press("Control+z");
  assert.equal((await state(page)).text, `${text}x`);
});

browserTest("setting the text tells nobody, and can be undone", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await page.evaluate(() => globalThis.editor.setText("FROM scratch\r\n"));
  assert.deepEqual(await state(page), { text: "FROM scratch\r\n", changes: [] });
  await box.press("Control+z");
  assert.equal((await state(page)).text, text);
});

browserTest("tokens colour the text, and follow the typing", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await page.evaluate(() => globalThis.editor.setTokens(Uint32Array.of(0, 4, 0, 15, 18, 0, 35, 41, 1, 900, 901, 0)));
  const coloured = (name) => page.locator(`#alone .token-${name}`).allTextContents();
  assert.deepEqual(await coloured("keyword"), ["FROM", "RUN"]);
  assert.deepEqual(await coloured("string"), ['"curl"']);
  await box.press("Control+Home");
  await page.keyboard.type("# top\n");
  assert.deepEqual(await coloured("keyword"), ["FROM", "RUN"]);
  const colour = await page.locator("#alone .token-keyword").first().evaluate((element) => getComputedStyle(element).color);
  assert.equal(colour, "rgb(29, 63, 114)", "the colour is the page's custom property");
});

const findings = [
  { from: 43, to: 52, severity: "high", message: "The container runs as root." },
  { from: 5, to: 14, severity: "medium", message: "The tag can move." },
  { from: 42, to: 42, severity: "low", message: "An empty line." },
];

browserTest("findings are underlined, and F8 walks through and says them", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await page.evaluate((list) => globalThis.editor.setDiagnostics(list), findings);
  assert.deepEqual(await page.locator("#alone .finding").allTextContents(), ["debian:12", "USER root"]);
  assert.equal(await page.locator("#alone .finding-line").count(), 3);
  await box.focus();
  await page.keyboard.press("F8");
  assert.deepEqual(await selected(page), { from: 5, to: 14 });
  assert.match(await page.locator("#alone .cm-announced").textContent(), /Line 1, medium: The tag can move\./);
  await page.keyboard.press("F8");
  await page.keyboard.press("F8");
  assert.deepEqual(await selected(page), { from: 43, to: 52 });
  await page.keyboard.press("F8");
  await page.keyboard.press("Shift+F8");
  assert.deepEqual(await selected(page), { from: 43, to: 52 });
  assert.deepEqual(await page.evaluate(() => globalThis.visits), [1, 2, 0, 1, 0]);
  await page.locator("#alone .finding-high").hover();
  assert.equal(await page.locator("#alone .finding-notes").textContent(), "high: The container runs as root.");
  await accessible(page);
  await shot(page, "editor");
});

browserTest("a range far away is brought into view", {}, async ({ page, url }) => {
  await mount(page, url, { text: "RUN true\n".repeat(3000) });
  await page.evaluate(() => globalThis.editor.reveal(9 * 2000, 9 * 2000 + 3));
  assert.deepEqual(await selected(page), { from: 18000, to: 18003 });
  await page.locator("#alone .cm-gutterElement", { hasText: /^2001$/ }).waitFor();
});

browserTest("the find panel finds, and axe finds nothing in it", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await box.press("Control+f");
  const field = page.getByRole("searchbox", { name: "Find in the file" });
  await field.fill("USER");
  assert.deepEqual(await selected(page), { from: 43, to: 47 });
  await accessible(page);
  await page.keyboard.press("Escape");
  assert.equal(await field.count(), 0);
});

browserTest("long lines wrap where the page is narrow only", {}, async ({ page, url }) => {
  await mount(page, url, { text: `RUN ${"word ".repeat(200)}` });
  const overflows = () => page.locator("#alone .cm-scroller").evaluate((element) => element.scrollWidth > element.clientWidth);
  assert.equal(await overflows(), true);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator("#alone .cm-lineWrapping").waitFor();
  assert.equal(await overflows(), false);
});

browserTest("a destroyed editor leaves nothing behind", {}, async ({ page, url }) => {
  const box = await mount(page, url);
  await page.evaluate(() => {
    globalThis.editor.setTheme(true);
    globalThis.editor.destroy();
  });
  assert.equal(await box.count(), 0);
});
