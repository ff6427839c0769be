// The page loads under its policy, keeps what was typed before the program, and can be hosted anywhere.

import { strict as assert } from "node:assert";
import { accessible, browserTest, open, openRich, shot, themes, widths } from "./support/browser.mjs";

browserTest("the page loads and nothing is refused", {}, async ({ page, url, requests }) => {
  await openRich(page, url);
  await page.waitForLoadState("networkidle");
  const modules = requests.filter((path) => path.endsWith(".lzma"));
  assert.equal(modules.length, 2, `the module's two parts are fetched once each: ${modules}`);
  await shot(page, "page");
});

browserTest("the policy is in force", { allow: [/policy: |Refused|Content Security Policy|Trusted(HTML|Script)/] }, async ({ page, url }) => {
  await open(page, url);
  const refused = await page.evaluate(async () => {
    const found = {};
    const seen = new Promise((resolve) => addEventListener("securitypolicyviolation", () => resolve(true), { once: true }));
    const script = document.createElement("script");
    try {
      script.textContent = "globalThis.injected = true";
      document.body.append(script);
    } catch {
      // Trusted Types throw; without them the policy would refuse the element.
    }
    found.script = globalThis.injected === undefined;
    try {
      document.body.innerHTML = "<p></p>";
    } catch {
      found.markup = true;
    }
    found.event = await seen;
    return found;
  });
  assert.deepEqual(refused, { script: true, markup: true, event: true });
});

const dockerfile = 'FROM debian:12-slim\n# ⚓ and 𝄞\nRUN echo "hello"\n';
let release;
const wasmHeld = new Promise((resolve) => (release = resolve));
browserTest(
  "what was typed before the program is kept, with the cursor",
  { hold: (path) => path.endsWith(".lzma") && wasmHeld },
  async ({ page, url }) => {
    await page.goto(url, { waitUntil: "commit" });
    const before = page.locator("#before");
    await before.click();
    await page.keyboard.insertText(dockerfile);
    await page.keyboard.press("Control+Home");
    release();
    const box = page.locator(".rich .cm-content");
    await box.waitFor();
    await page.locator("#lines", { hasText: /^3 lines$/ }).waitFor({ state: "attached" });
    await page.keyboard.type("# top\n");
    await page.locator("#lines", { hasText: /^4 lines$/ }).waitFor({ state: "attached" });
    assert.equal((await page.locator(".rich .cm-line").allTextContents()).join("\n"), `# top\n${dockerfile}`);
  },
);

browserTest("a phone keeps the plain text area", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } }, async ({ page, url, requests }) => {
  await open(page, url);
  await page.locator("textarea").fill("FROM scratch\n");
  await page.locator("#lines", { hasText: /^1 line$/ }).waitFor({ state: "attached" });
  assert.deepEqual(requests.filter((path) => path.includes("editor/")), [], "the rich editor is not fetched");
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out sideways");
});

browserTest("the page can be hosted under a path", { base: "/tools/drydock/" }, async ({ page, url, requests }) => {
  await openRich(page, url);
  assert(requests.every((path) => path.startsWith("/tools/drydock/")), requests.join(" "));
});

for (const colorScheme of themes) {
  for (const width of widths) {
    browserTest(`axe finds nothing: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      const box = await openRich(page, url);
      await box.fill("FROM debian:12-slim\nRUN true\n");
      await accessible(page);
    });
  }
}
