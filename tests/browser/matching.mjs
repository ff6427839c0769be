// How long the page takes to try a .dockerignore on a large folder, and to show what comes of it: 10,000 paths against
// 200 patterns. Figures, not a test: `node tests/browser/matching.mjs`, after `make build`. The list is read, matched,
// added up and painted in one go; what matching takes of that is told by the same without patterns.

import { chromium } from "playwright-core";
import { dist, executablePath, flags, openRich } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const dockerfile = "FROM node:22-slim\nCOPY package.json ./\nCOPY . .\n";
const kinds = [(n) => `**/*.x${n}`, (n) => `build${n}`, (n) => `packages/*/tmp${n}/**`, (n) => `**/cache-${n}`, (n) => `!packages/p${n}/src/d1/file*.js`, (n) => `docs/[a-f]*${n}?.md`];
const patterns = Array.from({ length: 200 }, (_, n) => kinds[n % kinds.length](n)).join("\n");
const paths = Array.from({ length: 10_000 }, (_, n) => `packages/p${n % 100}/src/d${Math.floor(n / 1000)}/file${n}.${n % 5 ? "js" : "log"}`).join("\n");
const runs = 7;

const server = await serve(dist);
const browser = await chromium.launch({ executablePath, args: flags.split(" ") });
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(1);
for (const slower of [1, 4]) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const box = await openRich(page, server.url);
  await page.waitForLoadState("networkidle");
  await box.fill(dockerfile);
  await page.getByRole("button", { name: "Add .dockerignore" }).click();
  await page.getByText("Paste a list").click();
  const debug = await page.context().newCDPSession(page);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: slower });
  // From the event until the frame behind the one in which the page draws begins.
  await page.evaluate(() => {
    const next = () => new Promise(requestAnimationFrame);
    globalThis.timed = async (act) => {
      const start = performance.now();
      act();
      await next();
      await next();
      return performance.now() - start;
    };
  });
  const use = async (list) => {
    await page.locator("#listing").evaluate((area, list) => (area.value = list), list);
    return page.evaluate(() => globalThis.timed(() => document.querySelector(".source form").requestSubmit()));
  };
  const tried = async (ignore) => {
    await box.fill(ignore);
    const times = [];
    for (let n = 0; n < runs; n++) {
      await use("a\n");
      times.push(await use(`${paths}\nextra${n}`));
    }
    return times;
  };
  const [without, withAll] = [await tried("# none\n"), await tried(patterns)];
  const [a, b] = [median(without), median(withAll)];
  console.log(`CPU ÷ ${slower}: 10,000 paths until painted: ${a} ms without patterns, ${b} ms with 200: matching takes ${(b - a).toFixed(1)} ms`);
  const opened = await page.evaluate(() => globalThis.timed(() => [...document.querySelectorAll(".folds button")][0].click()));
  const scrolled = await page.evaluate(async () => {
    const tree = document.querySelector(".tree");
    const times = [];
    for (let top = 0; top < 100_000; top += 5_000) times.push(await globalThis.timed(() => (tree.scrollTop = top)));
    return times;
  });
  console.log(`CPU ÷ ${slower}: all folders opened in ${opened.toFixed(1)} ms; two frames while scrolling: median ${median(scrolled)} ms, longest ${Math.max(...scrolled).toFixed(1)} ms`);
  await page.evaluate(() => {
    globalThis.keys = [];
    addEventListener("keydown", () => globalThis.timed(() => {}).then((time) => globalThis.keys.push(time)), { capture: true });
  });
  await box.press("Control+End");
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press("x");
    await page.waitForTimeout(300);
  }
  const keys = await page.evaluate(() => globalThis.keys);
  console.log(`CPU ÷ ${slower}: a key in the .dockerignore until all is shown anew: median ${median(keys)} ms, longest ${Math.max(...keys).toFixed(1)} ms`);
  await page.close();
}
await browser.close();
await server.close();
