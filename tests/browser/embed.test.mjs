// The single file: from the disk, in a sandbox, without a network; and as a frame that a page talks to.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, newContext, shot } from "./support/browser.mjs";
import { hostTest, html, serveHost, widget } from "./support/hosts.mjs";

const single = resolve(widget, "embed.html");
const core = await import(pathToFileURL(resolve(widget, "../package/index.js")));
await core.init();
const poor = "FROM node:latest\nRUN sudo apt-get update\nMAINTAINER Ann\n";
const link = await core.encodeShare({ text: poor });

/** The whole of it, by hand: audit, fix, take back, harden, and nothing asked of the network. */
async function works(page, frame, requests) {
  await frame.locator("drydock-audit").waitFor();
  const editor = frame.getByRole("textbox", { name: "File text" });
  await editor.fill(poor);
  await frame.getByText("sudo-used", { exact: true }).waitFor();
  const before = requests.length;
  const items = await frame.locator("li.finding").count();
  await frame.getByRole("button", { name: /move the name/i }).first().click();
  await frame.getByText("maintainer-deprecated", { exact: true }).waitFor({ state: "detached" });
  assert((await frame.locator("li.finding").count()) < items);
  await frame.getByRole("button", { name: "Take the last fix back" }).click();
  assert.equal(await editor.inputValue(), poor);
  await frame.locator("summary", { hasText: "Why" }).first().click();
  await frame.locator("summary", { hasText: "The hardened file" }).click();
  await frame.getByRole("button", { name: "Take the hardened file" }).click();
  assert.notEqual(await editor.inputValue(), poor);
  assert.equal(requests.length, before);
}

test("the policy of the single file forbids every connection, by name", () => {
  const policy = readFileSync(single, "utf8").match(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/)[1];
  assert(policy.split("; ").includes("connect-src 'none'"), policy);
  assert(policy.split("; ").includes("default-src 'none'"), policy);
  assert(!/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/.test(policy), policy);
});

for (const [how, options] of [["from the disk", {}], ["in the dark", { colorScheme: "dark" }]]) {
  test(`the single file works ${how}`, { timeout: 60_000 }, async () => {
    const context = await newContext(options);
    const [requests, complaints] = [[], []];
    const page = await context.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error}`));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    await page.goto(pathToFileURL(single).href + link);
    await page.getByText("sudo-used", { exact: true }).waitFor();
    await accessible(page);
    if (how === "from the disk") await shot(page, "single-file");
    await works(page, page, requests);
    assert.deepEqual(requests.filter((url) => !/^(file|data):/.test(url)), []);
    assert.deepEqual(complaints, []);
    // Nothing gets out, whatever is tried.
    const tried = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", () => "refused"));
    assert.equal(tried, "refused");
    assert(complaints.every((text) => /Content Security Policy|Failed to load/.test(text)), complaints.join("\n"));
    await context.close();
  });
}

const framed = `<iframe id="f" sandbox="allow-scripts" title="Dockerfile audit" src="/widget/embed.html${link}" style="width:100%;height:120px;border:0"></iframe>
<script type="module">
  import { connect } from "/widget/frame.js";
  globalThis.heard = [];
  globalThis.heights = [];
  const frame = document.querySelector("#f");
  new ResizeObserver(() => heights.push(frame.clientHeight)).observe(frame);
  globalThis.link = connect(frame, { on: (type, detail) => heard.push([type, detail]) });
</script>`;

hostTest("in a sandboxed frame it works, and its height follows", { pages: { "/": html(framed) } }, async ({ page, url, requests }) => {
  await page.goto(`${url}/`);
  const frame = page.frameLocator("#f");
  await frame.getByText("sudo-used", { exact: true }).waitFor();
  const place = page.frames()[1].url();
  await page.waitForFunction(() => heard.some(([type]) => type === "audit" || type === "ready"));
  const heights = () => page.evaluate(() => [document.querySelector("#f").clientHeight, ...[scrollY]]);
  const inside = () => page.frames()[1].evaluate(() => [Math.ceil(document.body.getBoundingClientRect().height), document.documentElement.scrollHeight, document.documentElement.clientHeight]);
  await page.waitForFunction(() => document.querySelector("#f").clientHeight > 200);
  const [body, scrolls, shows] = await inside();
  assert.equal((await heights())[0], body);
  assert.equal(scrolls, shows, "nothing to scroll");
  // A change of the contents: the height is right two frames later.
  await page.evaluate(() => link.set({ text: "FROM scratch\nUSER 1\n", theme: "dark" }));
  await frame.getByText("sudo-used", { exact: true }).waitFor({ state: "detached" });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
  assert.equal((await heights())[0], Math.max(120, (await inside())[0]));
  assert(await page.evaluate(() => heard.some(([type, detail]) => type === "change" && detail.value === "FROM scratch\nUSER 1\n")));
  await accessible(page);
  await works(page, frame, requests);
  assert.equal(page.frames()[1].url(), place, "the address is never written");
});

hostTest("messages from elsewhere are not listened to, a thousand of them", { pages: { "/": html(`${framed}<iframe id="other" sandbox="allow-scripts" title="Another" srcdoc="<script>for (let i = 0; i < 500; i++) { parent.postMessage({ drydock: 1, type: 'hello', i }, '*'); parent.frames[0]?.postMessage({ drydock: 1, type: 'port', i }, '*', [new MessageChannel().port2]); }</script>"></iframe>`) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  const frame = page.frameLocator("#f");
  await frame.getByText("sudo-used", { exact: true }).waitFor();
  await page.waitForFunction(() => heard.length > 0);
  const before = await page.evaluate(() => heard.length);
  // From the page itself to itself, and shapes of all kinds to the frame, which has its port already.
  await page.evaluate(() => {
    for (let at = 0; at < 500; at++) {
      const data = [null, at, "hello", { drydock: 1 }, { drydock: 2, type: "hello" }, { drydock: 1, type: "hello" }, { drydock: 1, type: "resize", height: 9999 }][at % 7];
      postMessage(data, "*");
      document.querySelector("#f").contentWindow.postMessage(at % 2 ? data : { drydock: 1, type: "port" }, "*", at % 3 ? [] : [new MessageChannel().port2]);
    }
  });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => heard.length), before);
  await page.evaluate(() => link.set({ text: "FROM scratch\nUSER 1\n" }));
  await frame.getByText("sudo-used", { exact: true }).waitFor({ state: "detached" });
  assert(await page.evaluate(() => document.querySelector("#f").clientHeight < 4000));
});

hostTest("asked twice, and loaded again, the frame is still heard", { pages: { "/": html(framed) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await page.waitForFunction(() => heard.length > 0);
  for (let times = 0; times < 3; times++) {
    await page.evaluate(() => document.querySelector("#f").contentWindow.postMessage({ drydock: 1, type: "ask" }, "*"));
  }
  await page.evaluate(() => link.set({ text: "FROM a:1\n" }));
  await page.waitForFunction(() => heard.some(([type, detail]) => type === "change" && detail.value === "FROM a:1\n"));
  await page.evaluate(() => {
    heard.length = 0;
    const frame = document.querySelector("#f");
    frame.src = frame.src.replace("embed.html", "embed.html?again");
  });
  await page.waitForFunction(() => heard.some(([type]) => type === "audit" || type === "ready"));
  assert.equal(await page.frameLocator("#f").getByRole("textbox").inputValue(), "FROM a:1\n", "what was set is set again");
});

hostTest("the wrong origin gets no port", { pages: { "/": html(framed.replace("connect(frame, {", 'connect(frame, { origin: "https://example.org",')) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await page.frameLocator("#f").getByText("sudo-used", { exact: true }).waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => heard), []);
});

test("a link of two files and settings opens them all, and one is audited with the other", { timeout: 60_000 }, async () => {
  const pair = await core.encodeShare({
    kind: "dockerfile",
    text: "FROM node:24\nCOPY package.json ./\nRUN apt-get update && apt-get install curl\nMAINTAINER Ann\n",
    beside: { text: "package.json\n" },
    policy: '[rules]\nmaintainer-deprecated = "off"\n',
  });
  const context = await newContext({});
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(single).href + pair);
  const [dockerfile, ignore] = [page.locator("drydock-audit").nth(0), page.locator("drydock-audit").nth(1)];
  const excluded = dockerfile.getByText("copy-of-ignored-file", { exact: true });
  await excluded.waitFor();
  assert.equal(await dockerfile.getByText("maintainer-deprecated", { exact: true }).count(), 0);
  await accessible(page);
  await shot(page, "single-file-pair");
  await ignore.getByRole("textbox").fill("*.log\n");
  await excluded.waitFor({ state: "detached" });
  await dockerfile.locator("summary", { hasText: "The hardened file" }).click();
  await dockerfile.getByRole("button", { name: "Take the hardened file" }).click();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a damaged link in the address is told, and the file can be typed", { timeout: 60_000 }, async () => {
  const context = await newContext({});
  const server = await serveHost();
  const page = await context.newPage();
  await page.addInitScript(() => addEventListener("drydock-error", ({ detail }) => (globalThis.told = detail.message)));
  await page.goto(`${server.url}/widget/embed.html#/s/1.AAAA_`);
  await page.waitForFunction(() => globalThis.told);
  assert.match(await page.evaluate(() => globalThis.told), /damaged/);
  await page.getByRole("textbox").fill(poor);
  await page.getByText("sudo-used", { exact: true }).waitFor();
  await context.close();
  await server.close();
});
