// What people come for, from the paste to the download, in the release bundle under its policy.

import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { accessible, browserTest, open, openRich, paste, shot, text, themes, widths } from "./support/browser.mjs";

const file = `FROM node:22-slim
MAINTAINER Ann <ann@example.org>
WORKDIR /app
COPY package.json package-lock.json ./
RUN cd /app && npm ci
COPY src ./src
CMD npm start
`;

const tab = (page, name) => page.getByRole("tab", { name }).click();
const finding = (page, message) => page.locator("li.finding", { hasText: message });

browserTest("what is pasted is audited at once, and a finding leads to its line", {}, async ({ page, url, requests }) => {
  const box = await openRich(page, url);
  await page.waitForLoadState("networkidle"); // the page's own parts come after it
  const before = requests.length;
  await paste(page, box, file);
  const go = finding(page, "MAINTAINER").locator(".finding-go");
  await go.waitFor();
  assert((await page.locator("li.finding").count()) >= 3);
  await go.click();
  assert.equal(await page.evaluate(() => getSelection().toString().split(" ")[0]), "MAINTAINER");
  await page.locator("li.finding.here", { hasText: "MAINTAINER" }).waitFor();
  assert.equal(requests.length, before, "an audit asks nothing of the network");
  await accessible(page);
  await shot(page, "findings");
});

browserTest("an explanation opens in place and closes again", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  const card = finding(page, "MAINTAINER");
  const why = card.getByRole("button", { name: /^Why/ });
  await why.click();
  await card.locator(".explanation p").first().waitFor();
  assert.equal(await why.getAttribute("aria-expanded"), "true");
  assert.match(await card.locator(".explanation ins").first().textContent(), /^LABEL /);
  assert.match(await card.locator(".explanation mark").first().textContent(), /^MAINTAINER /);
  await accessible(page);
  await shot(page, "explained");
  await why.press("Enter");
  await card.locator(".explanation").waitFor({ state: "hidden" });
});

browserTest(
  "an explanation that could not be loaded says so, and is fetched again when one is opened",
  { allow: [/Failed to load resource|failed: .*\/texts\//] },
  async ({ page, url, requests }) => {
    let isBlocked = true;
    await page.route("**/texts/*", (route) => (isBlocked ? route.abort() : route.continue()));
    await paste(page, await openRich(page, url), file);
    const card = finding(page, "MAINTAINER");
    const why = card.getByRole("button", { name: /^Why/ });
    await why.click();
    await card.locator(".explanation", { hasText: "could not be loaded" }).waitFor();
    assert.match(await card.locator(".explanation").textContent(), /maintainer-deprecated/, "what is known is said");
    await accessible(page);
    isBlocked = false;
    await why.click();
    await why.click();
    await card.locator(".explanation figure").waitFor();
    assert.doesNotMatch(await card.locator(".explanation").textContent(), /could not be loaded/);
    assert.equal(requests.filter((path) => path.includes("/texts/")).length, 1, "what is here is not fetched again");
  },
);

browserTest("a fix changes the text in one step, and undo takes it back", {}, async ({ page, url }) => {
  const box = await openRich(page, url);
  await paste(page, box, file);
  const fix = finding(page, "MAINTAINER").locator("button.fix[type=button]");
  await fix.click();
  const mended = file.replace("MAINTAINER Ann <ann@example.org>", 'LABEL org.opencontainers.image.authors="Ann <ann@example.org>"');
  await page.locator(".notice", { hasText: "Done:" }).waitFor();
  assert.equal(await text(page), mended);
  assert.equal(await finding(page, "MAINTAINER").count(), 0);
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await finding(page, "MAINTAINER").waitFor();
  assert.equal(await text(page), file);
  // The editor's own undo takes a fix back as one step, too.
  await finding(page, "MAINTAINER").locator("button.fix[type=button]").click();
  await finding(page, "MAINTAINER").waitFor({ state: "detached" });
  await box.focus();
  await page.keyboard.press("Control+z");
  await finding(page, "MAINTAINER").waitFor();
  assert.equal(await text(page), file);
});

browserTest("findings are filtered by severity, category and words", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  await finding(page, "MAINTAINER").waitFor();
  const all = await page.locator("li.finding").count();
  await page.getByRole("button", { name: /^high/ }).click();
  const high = await page.locator("li.finding").count();
  assert(high > 0 && high < all, `${high} of ${all}`);
  await page.getByRole("button", { name: /^high/ }).click();
  await page.getByRole("searchbox").fill("DL4000");
  assert.deepEqual(await page.locator(".finding-meta").allTextContents(), ["info · Metadata · MAINTAINER is deprecated"]);
});

browserTest("F8 walks through the findings from the list, too", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  await finding(page, "MAINTAINER").waitFor();
  await page.getByRole("tab", { name: "Findings" }).focus();
  await page.keyboard.press("F8");
  await page.locator("li.finding.here").first().waitFor();
  const first = await page.locator(".finding.here .finding-message").first().textContent();
  await page.keyboard.press("F8");
  await page.waitForFunction((was) => document.querySelector(".finding.here .finding-message")?.textContent !== was, first);
});

browserTest("the hardened file: changes are refused singly, downloaded and put into the editor", {}, async ({ page, url, requests }) => {
  await paste(page, await openRich(page, url), file);
  await finding(page, "MAINTAINER").waitFor();
  await tab(page, "Hardened");
  const box = page.getByRole("checkbox", { name: /label/ });
  await box.waitFor();
  await accessible(page);
  await shot(page, "hardened");
  const before = requests.length;
  const saved = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
    assert.equal(download.suggestedFilename(), "Dockerfile");
    return readFile(await download.path(), "utf8");
  };
  const whole = await saved();
  assert.match(whole, /^LABEL org\.opencontainers\.image\.authors=/m);
  assert.doesNotMatch(whole, /^MAINTAINER/m);
  await box.uncheck();
  await page.locator("[aria-busy=false] .change.off").waitFor();
  const partly = await saved();
  assert.match(partly, /^MAINTAINER Ann <ann@example.org>$/m);
  assert.notEqual(partly, file, "the other changes are still made");
  await page.getByRole("button", { name: "Put it into the editor" }).click();
  await page.locator(".notice", { hasText: "Done:" }).waitFor();
  assert.equal(await text(page), partly);
  assert.equal(requests.length, before, "hardening asks nothing of the network");
});

let arrive;
const lateHeld = new Promise((resolve) => (arrive = resolve));
browserTest("audit and fixes wait for nothing; the rest comes when its part arrives", { hold: (path) => path.includes("/late/") && lateHeld }, async ({ page, url }) => {
  const box = await openRich(page, url);
  await paste(page, box, file);
  const card = finding(page, "MAINTAINER");
  await page.getByText("seldom find anything are on their way").waitFor();
  await card.getByRole("button", { name: /^Why/ }).click();
  await card.getByText("The explanation is on its way").waitFor();
  await accessible(page);
  for (const name of [/Receipt/, /Hardened/]) {
    await tab(page, name);
    await page.getByText("This part of the page is on its way").waitFor();
  }
  await tab(page, /Findings/);
  await card.locator("button.fix[type=button]").click();
  await card.waitFor({ state: "detached" });
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await page.locator("#kind").selectOption(".dockerignore");
  await page.locator("#kind").selectOption("Dockerfile");
  await tab(page, /Hardened/);
  arrive();
  await page.getByRole("checkbox", { name: /label/ }).waitFor();
  await page.getByText("are on their way").waitFor({ state: "detached" });
  await tab(page, /Receipt/);
  await page.locator(".slip").first().waitFor();
});

browserTest("without its later part the page says what is missing", { allow: [/404|failed: .*late/] }, async ({ page, url }) => {
  await page.route("**/late/*", (route) => route.fulfill({ status: 404 }));
  await paste(page, await openRich(page, url), file);
  await finding(page, "MAINTAINER").waitFor();
  await tab(page, /Hardened/);
  await page.locator(".aside", { hasText: "could not be loaded" }).waitFor();
  await page.locator(".score-pending", { hasText: "could not be loaded" }).waitFor();
  await accessible(page);
});

browserTest("a fault of the program's own is told, and the text stays", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  // What a trap in the module leads to.
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await page.getByRole("alert").getByText("Drydock has stopped").waitFor();
  assert.equal(await text(page), file);
});

browserTest("a .dockerignore is recognised, judged, and its kind can be changed", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), "node_modules # what npm installs\n*.log\n[z-a]\n");
  await page.locator("#kind option:checked", { hasText: ".dockerignore (detected)" }).waitFor({ state: "attached" });
  await page.locator("li.finding").first().waitFor();
  await page.locator("#kind").selectOption("Dockerfile");
  await page.locator("#kind option:checked", { hasText: /^Dockerfile$/ }).waitFor({ state: "attached" });
  await page.locator("li.finding", { hasText: "node_modules" }).first().waitFor();
});

browserTest("a file is opened, dropped, or refused with a sentence", {}, async ({ page, url }) => {
  await openRich(page, url);
  const open = (name, body) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: Buffer.from(body) });
  await open("Dockerfile", file);
  await finding(page, "MAINTAINER").waitFor();
  assert.equal(await text(page), file);
  await open("big", "x".repeat(1024 * 1024 + 1));
  await page.getByRole("alert").getByText("big was not opened: the file is longer than 1 MiB").waitFor();
  assert.equal(await text(page), file, "what was there stays");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["*.pem\n!keep\n"], ".dockerignore"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole("tab", { name: ".dockerignore", selected: true }).waitFor();
  assert.equal(await text(page), "*.pem\n!keep\n");
  await page.getByRole("tab", { name: /^Dockerfile/ }).click();
  assert.equal(await text(page), file, "what belongs to it stays");
});

browserTest("every example is a file to learn from", {}, async ({ page, url }) => {
  await openRich(page, url);
  const names = await page.locator(".file-bar .menu button").allTextContents();
  assert.equal(names.length, 6);
  for (const name of names) {
    await page.locator(".file-bar .menu summary").click();
    await page.locator(".file-bar .menu button", { hasText: name }).click();
    await page.locator("li.finding").first().waitFor();
  }
});

browserTest("a chosen theme is put on and remembered", { colorScheme: "light" }, async ({ page, url }) => {
  await open(page, url);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await ground();
  await page.getByRole("radio", { name: "Dark" }).check();
  const night = await ground();
  assert.notEqual(night, day);
  await page.reload();
  await page.locator("#before").waitFor({ state: "detached" });
  assert.equal(await ground(), night);
});

const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } };
browserTest("the whole way on a phone, in the dark", { ...phone, colorScheme: "dark" }, async ({ page, url }) => {
  await open(page, url);
  await page.locator("textarea").fill(file);
  await tab(page, /Findings/);
  await finding(page, "MAINTAINER").waitFor();
  await accessible(page);
  await finding(page, "MAINTAINER").locator(".finding-go").tap();
  assert.equal(
    await page.locator("textarea").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd).split(" ")[0]),
    "MAINTAINER",
  );
  await tab(page, /Score/);
  await accessible(page);
  await tab(page, /Hardened/);
  await page.getByRole("checkbox").first().waitFor();
  await accessible(page);
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out sideways");
});

for (const colorScheme of themes) {
  for (const width of widths) {
    browserTest(`axe finds nothing on any part: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      const box = await openRich(page, url);
      await accessible(page);
      await box.fill(file);
      for (const name of [/Findings/, /Receipt|Score/, /Hardened/]) {
        await tab(page, name);
        if (name.source === "Hardened") await page.getByRole("checkbox").first().waitFor();
        await accessible(page);
      }
    });
  }
}
