// How long a first visit takes on a slow phone (1.6 Mbit/s, 150 ms, a CPU four times slower): until the text area is
// painted, and until a file that is typed into it at once has been audited. Figures, not a test:
// `node tests/browser/first-paint.mjs`, after `make build`.

import { chromium } from "playwright-core";
import { dist, executablePath, flags } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const runs = 5;
const file = "FROM node:latest\nMAINTAINER Ann\nRUN cd /app && npm install\nCMD npm start\n";
const server = await serve(dist, { gzip: true });
const browser = await chromium.launch({ executablePath, args: flags.split(" ") });
const rows = [];
for (let run = 0; run < runs; run++) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send("Network.enable");
  await debug.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  await debug.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(server.url, { waitUntil: "commit" });
  // Not before: a script that is added to every page costs it time while it is read.
  await page.evaluate(() => {
    const when = (selector, then) => {
      const look = () => {
        const found = document.querySelector(selector);
        if (!found) return;
        observer.disconnect();
        then(found);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      look();
    };
    globalThis.times = {};
    when(".score .points", () => requestAnimationFrame(() => setTimeout(() => (globalThis.times.audit = performance.now()))));
    when(".seal summary", () => (globalThis.times.sealed = performance.now()));
  });
  await page.locator("#before").fill(file);
  const typed = await page.evaluate(() => performance.now());
  await page.waitForFunction(() => globalThis.times.audit && globalThis.times.sealed, undefined, { timeout: 60_000 });
  const text = await page.locator("textarea").first().inputValue();
  if (text !== file) throw new Error(`the text did not survive: ${text}`);
  const { audit, sealed, paint } = await page.evaluate(() => ({
    ...globalThis.times,
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  }));
  rows.push({ paint, typed, audit, sealed });
  await context.close();
}
const median = (key) => rows.map((row) => row[key]).sort((a, b) => a - b)[Math.floor(runs / 2)];
const said = { paint: "first paint", typed: "text typed", audit: "audit painted", sealed: "all parts here, network shut" };
for (const [key, name] of Object.entries(said)) {
  const all = rows.map((row) => Math.round(row[key])).join(", ");
  console.log(`${name.padEnd(30)} median ${String(Math.round(median(key))).padStart(5)} ms   (${all})`);
}
await browser.close();
await server.close();
