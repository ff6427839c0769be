// How long a key takes until what it changed is painted, findings included, on a file of 200 lines. A figure, not a
// test: `node tests/browser/latency.mjs`, after `make build`.

import { chromium } from "playwright-core";
import { dist, flags, executablePath, openRich } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const keys = 200;
const file = Array.from({ length: 40 }, (_, n) =>
  [`FROM node:22-slim AS stage${n}`, "WORKDIR /app", "COPY package.json ./", `RUN apt-get update && apt-get install -y curl # ${n}`, "CMD npm start"].join("\n"),
).join("\n");

const server = await serve(dist);
const browser = await chromium.launch({ executablePath, args: flags.split(" ") });
for (const slower of [1, 4]) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const box = await openRich(page, server.url);
  await box.fill(file);
  await page.locator("li.finding").first().waitFor();
  await page.evaluate(() => {
    globalThis.times = [];
    // The audit runs in the frame after the key; when the frame behind it begins, that one has been painted.
    const next = () => new Promise(requestAnimationFrame);
    addEventListener("keydown", async () => {
      const start = performance.now();
      await next();
      await next();
      globalThis.times.push(performance.now() - start);
    }, { capture: true });
  });
  const debug = await page.context().newCDPSession(page);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await box.press("Control+End");
  await page.evaluate(() => (globalThis.times.length = 0));
  for (let n = 0; n < keys; n++) {
    await page.keyboard.press("x");
    await page.waitForTimeout(40);
  }
  const times = (await page.evaluate(() => globalThis.times)).sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
  console.log(`CPU ÷ ${slower}: ${times.length} keys, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
  await page.close();
}
await browser.close();
await server.close();
