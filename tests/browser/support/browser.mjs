// What the browser tests share: one Chromium, a fresh context for each test, and the rule that nothing may be
// refused by the page's policy or written to the console as an error.

import { strict as assert } from "node:assert";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const project = resolve(import.meta.dirname, "../../..");
/** The release bundle, as `make build` leaves it. */
export const dist = resolve(project, "target/dist");
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const flags =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

assert(existsSync(executablePath), `${executablePath} is missing: install chromium, or set CHROMIUM to its path`);

let launched;
const browser = () => (launched ??= chromium.launch({ executablePath, args: flags.split(" ") }));
after(async () => (await launched)?.close());

/** A fresh context, as for every test. */
export const newContext = async (options) => (await browser()).newContext(options);

/**
 * A test with a page that is not yet anywhere: `check({ page, url, requests, hold })`.
 * `root` is the bundle, another one than the built one where that is given; `viewport`, `colorScheme` and so on go to the context; `base` is the path to serve under;
 * `hold(path)` delays the server's answers; `allow` lists console messages that are expected.
 */
export function browserTest(name, { base, hold, root = dist, allow = [], ...context } = {}, check) {
  assert(existsSync(resolve(root, "index.html")) || existsSync(root), "the bundle is missing: run `make build`");
  test(name, { timeout: 60_000 }, async () => {
    const server = await serve(root, { base, hold });
    // A service worker only where it is asked for: what it fetches is none of the page's requests.
    const inBrowser = await (await browser()).newContext({ serviceWorkers: "block", ...context });
    const complaints = [];
    try {
      await inBrowser.exposeBinding("reportViolation", (_, violation) => complaints.push(violation));
      await inBrowser.addInitScript(() =>
        addEventListener("securitypolicyviolation", (event) =>
          globalThis.reportViolation(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`),
        ),
      );
      const page = await inBrowser.newPage();
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error}`));
      page.on("console", (message) => {
        if (message.text().startsWith("Service Worker registration blocked")) return;
        if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
      });
      page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
      await check({ page, url: server.url, requests: server.requests });
      await page.waitForTimeout(50); // violations are reported a task later
      assert.deepEqual(complaints.filter((text) => !allow.some((pattern) => pattern.test(text))), []);
    } finally {
      await inBrowser.close();
      await server.close();
    }
  });
}

/** Opens the page and waits until the program has taken it over. */
export async function open(page, url) {
  await page.goto(url);
  await page.locator("#before").waitFor({ state: "detached" });
}

/** Opens the page and waits for the rich editor; its text box. */
export async function openRich(page, url) {
  await open(page, url);
  const box = page.locator(".rich .cm-content");
  await box.waitFor();
  return box;
}

/** Pastes a text into the rich editor, as Ctrl-V does. */
export async function paste(page, box, text) {
  await box.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** The text in the rich editor. */
export const text = (page) => page.locator(".rich .cm-line").allTextContents().then((lines) => lines.join("\n"));

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails on any accessibility fault that axe finds within `where` (WCAG 2.0 to 2.2 A and AA, and good practice). */
export async function accessible(page, where = "html") {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await page.evaluate(axeSource); // through the debugger, which the page's policy does not concern
  const { violations } = await page.evaluate(([where, values]) => globalThis.axe.run(where, { runOnly: { type: "tag", values } }), [where, tags]);
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
    [],
  );
  assert(!(await scrollsToNothing(page)), "the page can be scrolled to where nothing is");
}

export const themes = ["light", "dark"];
export const widths = [1440, 390];

/** Whether the page itself can be scrolled, behind the part that scrolls on a wide screen: to nothing. */
const scrollsToNothing = (page) =>
  page.evaluate(() => innerWidth > 960 && document.querySelector("body > .page") !== null && document.documentElement.scrollHeight > innerHeight);

/** Writes the page, light and dark, wide and narrow, to target/shots; or only as it stands. */
export async function shot(page, name, asIs = false) {
  const folder = resolve(project, "target/shots");
  mkdirSync(folder, { recursive: true });
  if (asIs) return page.screenshot({ path: resolve(folder, `${name}.png`) });
  const before = page.viewportSize();
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      // A page that is read scrolls in itself: all of it is to be seen.
      const hidden = await page.evaluate(() => {
        const book = document.querySelector("main.book");
        return book ? book.scrollHeight - book.clientHeight : 0;
      });
      if (hidden > 0) await page.setViewportSize({ width, height: 900 + Math.min(hidden, 5_000) });
      await page.screenshot({ path: resolve(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
