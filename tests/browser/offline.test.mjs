// Once visited, the page works without a network; a new version waits until its user says so.

import { strict as assert } from "node:assert";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { accessible, browserTest, dist, openRich, paste, shot, text } from "./support/browser.mjs";

const root = join(mkdtempSync(join(tmpdir(), "drydock-")), "dist");
cpSync(dist, root, { recursive: true });
after(() => rmSync(join(root, ".."), { recursive: true }));

const file = "FROM alpine:3.22\nMAINTAINER Ann\nRUN cd /app && make\n";
const sealed = (page) => page.locator(".seal summary").waitFor({ timeout: 30_000 });
const serviceWorkers = "allow";

browserTest("after one visit the page works with the network off", { serviceWorkers }, async ({ page, url, requests }) => {
  await openRich(page, url);
  await sealed(page);
  const before = requests.length;
  await page.context().setOffline(true);
  await page.reload();
  const box = page.locator(".rich .cm-content");
  await box.waitFor();
  await paste(page, box, file);
  const card = page.locator("li.finding", { hasText: "MAINTAINER" });
  await card.waitFor();
  await card.getByRole("button", { name: /^Why/ }).click();
  await card.locator(".explanation figure").waitFor();
  await page.getByRole("tab", { name: "Hardened" }).click();
  await page.getByRole("checkbox").first().waitFor();
  await sealed(page);
  // The browser itself looks for a newer service worker, as far as it takes itself to be online.
  assert.deepEqual(requests.slice(before).filter((path) => path !== "/sw.js"), [], "nothing was asked of the server");
});

browserTest("once the page is sealed, not even the service worker asks for anything", { serviceWorkers }, async ({ page, url, requests }) => {
  const box = await openRich(page, url);
  await sealed(page);
  const before = requests.length;
  await paste(page, box, file);
  await page.locator("li.finding", { hasText: "MAINTAINER" }).waitFor();
  await page.waitForTimeout(1500);
  assert.deepEqual(requests.slice(before), []);
});

browserTest("a new version asks before it takes over, and the text survives", { serviceWorkers, root }, async ({ page, url }) => {
  const box = await openRich(page, url);
  await sealed(page);
  await paste(page, box, file);
  await page.waitForFunction(() => sessionStorage.getItem("drydock.text")?.includes("MAINTAINER"));
  const rewrite = (name, change) => writeFileSync(join(root, name), change(readFileSync(join(root, name), "utf8")));
  rewrite("index.html", (html) => html.replace("<html ", '<html data-next="" '));
  rewrite("sw.js", (script) => script.replace('const version = "', 'const version = "next '));
  await page.reload();
  const notice = page.locator(".update");
  await notice.waitFor({ timeout: 30_000 });
  await accessible(page);
  await shot(page, "update");
  assert.equal(await page.locator("html[data-next]").count(), 0, "until then it is the old one");
  await notice.getByRole("button", { name: "Use it now" }).click();
  await page.locator("html[data-next]").waitFor();
  await page.locator(".rich .cm-content").waitFor();
  assert.equal(await text(page), file);
});

browserTest("the page can be installed", { serviceWorkers }, async ({ page, url }) => {
  await openRich(page, url);
  await sealed(page);
  const debug = await page.context().newCDPSession(page);
  const { errors, url: address } = await debug.send("Page.getAppManifest");
  assert.match(address, /manifest\.webmanifest$/);
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await debug.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});
