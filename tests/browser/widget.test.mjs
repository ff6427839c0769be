// The widget in pages of others: it keeps to itself, costs little, and leaves nothing behind.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { accessible, shot } from "./support/browser.mjs";
import { hostTest, html, script } from "./support/hosts.mjs";

const poor = "FROM node:latest\nENV NPM_TOKEN=abc\n# ⚓ 𝄞\nRUN sudo apt-get update\nMAINTAINER Ann\n";
const block = (text, attributes = "") => `<drydock-audit ${attributes}><pre><code class="language-dockerfile">${text}</code></pre></drydock-audit>`;
const lesson = readFileSync(resolve(import.meta.dirname, "../../static/lessons/02-least-privilege.toml"), "utf8");

/** Waits until a widget has audited. */
const ready = (page, selector = "drydock-audit") => page.locator(selector).first().evaluate((widget) => widget.ready);

hostTest("a widget audits what stands in it, and says so", { pages: { "/": html(block(poor, 'id="w"') + script) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await ready(page);
  await page.getByText("sudo-used", { exact: true }).waitFor();
  await accessible(page);
  await shot(page, "widget");
  const widget = page.locator("#w");
  // Events leave the shadow root, and their places count as JavaScript does.
  const heard = await page.evaluate(async () => {
    const heard = [];
    for (const type of ["change", "audit", "fix", "error"]) addEventListener(`drydock-${type}`, ({ detail }) => heard.push([type, detail]));
    const widget = document.querySelector("#w");
    const { findings } = widget.result.files[0];
    const maintainer = findings.find(({ rule }) => rule === "maintainer-deprecated");
    const text = widget.value.slice(maintainer.start, maintainer.end);
    widget.applyFix(maintainer.id);
    return { text, types: heard.map(([type]) => type), value: widget.value };
  });
  assert.match(heard.text, /^MAINTAINER/);
  assert.deepEqual(heard.types, ["change", "audit", "fix"]);
  assert.doesNotMatch(heard.value, /^MAINTAINER/m);
  assert(await widget.evaluate((widget) => widget.undo() && widget.value.includes("MAINTAINER Ann")));
  assert.equal(await widget.evaluate((widget) => widget.undo()), false);
  // By hand.
  const editor = page.getByRole("textbox", { name: "File text" });
  await editor.fill("FROM scratch\nUSER 1\n");
  await page.getByText("sudo-used", { exact: true }).waitFor({ state: "detached" });
  assert.equal(await widget.evaluate((widget) => widget.value), "FROM scratch\nUSER 1\n");
  await page.getByRole("status").filter({ hasText: /Score \d+/ }).waitFor({ state: "attached" });
  // Reports, of which the JSON is the command line's.
  const reports = await widget.evaluate((widget) => ["json", "sarif", "markdown"].map((format) => widget.export(format)));
  assert.equal(JSON.parse(reports[0]).files[0].path, "Dockerfile");
  assert.equal(JSON.parse(reports[1]).version, "2.1.0");
  assert.match(reports[2], /### `Dockerfile`/);
});

hostTest("attributes, and properties that were set before the class was there", { pages: { "/": html('<drydock-audit id="w"></drydock-audit>') } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await page.evaluate(async (text) => {
    const widget = document.querySelector("#w");
    widget.value = text;
    widget.minSeverity = "high";
    widget.options = { policy: "[rules]\nsudo-used = 'off'\n" };
    await import("/widget/embed.js");
    await widget.ready;
  }, poor);
  const widget = page.locator("#w");
  assert.equal(await widget.getAttribute("min-severity"), "high");
  assert.equal(await page.getByText("maintainer-deprecated", { exact: true }).count(), 0);
  assert.equal(await widget.evaluate((widget) => widget.result.files[0].findings.some(({ rule }) => rule === "sudo-used")), false);
  await widget.evaluate((widget) => {
    widget.minSeverity = null;
    widget.readonly = true;
    widget.headingLevel = "2";
    widget.theme = "dark";
  });
  await page.getByText("maintainer-deprecated", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: /move the name|leave sudo/i }).count(), 0, "what is read only offers no fix");
  assert.equal(await page.getByRole("heading", { level: 2, name: "Dockerfile" }).count(), 1);
  // What the engine refuses is shown and told, and the widget goes on.
  const message = await widget.evaluate((widget) => new Promise((resolve) => {
    widget.addEventListener("drydock-error", ({ detail }) => resolve(detail.message));
    widget.rules = "sudo-usd=off";
  }));
  assert.match(message, /did you mean `sudo-used`/);
  await widget.evaluate((widget) => (widget.rules = null));
  await page.getByText("maintainer-deprecated", { exact: true }).waitFor();
});

hostTest(
  "modes: findings, badge, diff",
  { pages: { "/": html(["findings", "badge", "diff"].map((mode) => block(poor, `mode="${mode}" loading="eager" label="${mode}"`)).join("") + script) } },
  async ({ page, url }) => {
    await page.goto(`${url}/`);
    for (const mode of ["findings", "badge", "diff"]) await ready(page, `[mode=${mode}]`);
    const group = (name) => page.getByRole("group", { name });
    assert.equal(await page.getByRole("textbox").count(), 0);
    await group("findings").getByText("sudo-used", { exact: true }).waitFor();
    assert.match(await group("badge").innerText(), /^Dockerfile \d+ .*D/s);
    assert((await group("badge").boundingBox()).height < 40);
    assert.match(await group("diff").getByRole("region").first().innerText(), /\n?-.*\n?\+/s);
    await accessible(page);
    await shot(page, "widget-modes");
  },
);

for (const [how, body] of [
  ["by its address", '<drydock-audit mode="lesson" lesson="/lessons/02-least-privilege.toml" loading="eager"></drydock-audit>'],
  ["inline", `<drydock-audit mode="lesson" loading="eager"><script type="application/drydock-lesson+toml">${lesson}</script></drydock-audit>`],
]) {
  hostTest(`a lesson given ${how} ticks its goals`, { pages: { "/": html(body + script) } }, async ({ page, url }) => {
    await page.goto(`${url}/`);
    await ready(page);
    assert.equal(await page.locator(".goal.reached").count(), 0);
    await page.getByRole("button", { name: "Hint" }).first().click();
    await accessible(page);
    if (how === "inline") await shot(page, "widget-lesson");
    const solution = lesson.match(/solution = """\n?([^]*?)"""/)?.[1] ?? lesson.match(/solution = '''\n?([^]*?)'''/)[1];
    const done = page.evaluate(() => new Promise((resolve) => addEventListener("drydock-lesson", ({ detail }) => detail.done && resolve(detail.lesson))));
    await page.getByRole("textbox", { name: "File text" }).fill(solution.replaceAll("\\\\", "\\"));
    assert.equal(await done, "least-privileged-user");
    const goals = await page.locator(".goal").count();
    assert(goals >= 2);
    assert.equal(await page.locator(".goal.reached").count(), goals);
  });
}

hostTest("a lesson that selects lines", { pages: { "/": html('<drydock-audit mode="lesson" lesson="/lessons/13-review.toml" loading="eager"></drydock-audit>' + script) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await ready(page);
  const boxes = page.getByRole("checkbox");
  assert(await boxes.count() >= 10);
  assert.equal(await page.getByRole("textbox").count(), 0);
  await boxes.first().check();
  await page.getByRole("status").filter({ hasText: /./ }).first().waitFor();
  await accessible(page);
});

const many = Array.from({ length: 20 }, (_, at) => `<div style="height:900px">${block(poor, `id="w${at}"`)}</div>`).join("");
hostTest("of twenty widgets those in sight are loaded, with one engine; gone ones leave nothing", { pages: { "/": html(many + script) } }, async ({ page, url, requests }) => {
  await page.goto(`${url}/`);
  await ready(page, "#w0");
  await page.waitForTimeout(300);
  const live = () => page.evaluate(() => [...document.querySelectorAll("drydock-audit")].filter((widget) => widget.result).length);
  assert((await live()) <= 3, "those out of sight wait");
  assert.match(await page.locator("#w9").innerText(), /FROM node:latest/, "and are readable");
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    return { usedSize, nodes };
  };
  const one = await heap();
  await page.evaluate(() => Promise.all([...document.querySelectorAll("drydock-audit")].map((widget) => widget.load())));
  assert.equal(await live(), 20);
  assert.equal(requests.filter((path) => path.endsWith(".lzma")).length, 1);
  const all = await heap();
  assert(all.usedSize - one.usedSize < 25e6, `twenty widgets take ${all.usedSize - one.usedSize} bytes`);
  await page.evaluate(() => document.querySelectorAll("drydock-audit:not(#w0)").forEach((widget) => widget.remove()));
  await page.waitForTimeout(900);
  const after = await heap();
  assert(after.usedSize < one.usedSize * 1.1, `the heap was ${one.usedSize}, then ${all.usedSize}, and is ${after.usedSize}`);
  assert(after.nodes < one.nodes * 1.1, `nodes: ${one.nodes}, then ${all.nodes}, then ${after.nodes}`);
});

hostTest("a widget that is moved keeps its text, and one that comes back audits again", { pages: { "/": html(`${block(poor, 'id="w" loading="eager"')}<div id="to"></div>${script}`) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await ready(page);
  await page.getByRole("textbox").fill("FROM a:1\n");
  await page.evaluate(() => document.querySelector("#to").append(document.querySelector("#w")));
  assert.equal(await page.getByRole("textbox").inputValue(), "FROM a:1\n");
  await page.evaluate(async () => {
    globalThis.kept = document.querySelector("#w");
    kept.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    document.querySelector("main").append(kept);
  });
  await page.getByRole("textbox").waitFor();
  assert.equal(await page.getByRole("textbox").inputValue(), "FROM a:1\n");
});

hostTest("code blocks are upgraded in place, also those that come later", { pages: { "/": html('<pre><code class="language-dockerfile-audit">FROM a\n</code></pre><div class="language-dockerignore-audit highlight"><pre><span></span><code><span>*</span><br><span>!src</span></code></pre></div><p id="end"></p><script type="module" src="/widget/embed.js?fences"></script>') } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await ready(page);
  await ready(page, "drydock-audit >> nth=1");
  assert.deepEqual(await page.locator("drydock-audit").evaluateAll((all) => all.map((widget) => [widget.kind, widget.value])), [["auto", "FROM a\n"], ["dockerignore", "*\n!src"]]);
  // The block is where it was, for a framework that made it; what it writes into it is audited anew.
  assert.deepEqual(await page.locator("main > pre > code").allTextContents(), ["FROM a\n"]);
  assert.equal(await page.locator("main > pre, main > .highlight").filter({ visible: true }).count(), 0);
  await page.evaluate(() => (document.querySelector("main > pre > code").firstChild.data = "FROM c:1\n"));
  await page.locator("drydock-audit .findings").getByText("c:1").first().waitFor();
  assert.deepEqual(await page.locator("drydock-audit").evaluateAll((all) => all.map(({ value }) => value)), ["FROM c:1\n", "*\n!src"]);
  // As instant navigation does it: the contents are exchanged.
  await page.evaluate(() => {
    document.querySelector("main").innerHTML = '<h1>Next</h1><pre><code class="language-dockerfile-audit">FROM b\n</code></pre>';
  });
  await page.locator("drydock-audit").getByText("from-").first().waitFor();
  assert.deepEqual(await page.locator("drydock-audit").evaluateAll((all) => all.map(({ value }) => value)), ["FROM b\n"]);
});

hostTest("without scripts the code can be read", { javaScriptEnabled: false, pages: { "/": html(block(poor) + script) } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  assert.match(await page.locator("main").innerText(), /FROM node:latest/);
});

hostTest("where the engine can't be had, the code stays and the fault is told", { allow: [/404/], pages: { "/": html(block(poor, 'id="w" loading="click"') + script) } }, async ({ page, url }) => {
  await page.route("**/*.lzma", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${url}/`);
  const heard = page.evaluate(() => new Promise((resolve) => addEventListener("drydock-error", ({ detail }) => resolve(detail.message))));
  await page.getByRole("button", { name: "Audit this file" }).click();
  assert.match(await heard, /404/);
  assert.match(await page.locator("#w").innerText(), /FROM node:latest/);
});

hostTest(
  "the text is kept only where that is asked for, and a link to it is copied",
  { permissions: ["clipboard-read", "clipboard-write"], pages: { "/": html(`${block("FROM a:1\n", 'id="kept" persist="session" loading="eager" label="kept" share="on" share-page="https://example.org/" max-height="300px"')}${block("FROM a:1\n", 'id="not" loading="eager" label="not"')}${script}`) } },
  async ({ page, url }) => {
    await page.goto(`${url}/`);
    for (const name of ["kept", "not"]) {
      await ready(page, `#${name}`);
      await page.getByRole("group", { name }).getByRole("textbox").fill("FROM b:2\n");
    }
    assert((await page.locator("#kept").boundingBox()).height <= 300);
    await page.getByRole("button", { name: "Copy a link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /^https:\/\/example\.org\/#\/s\/1\.[\w-]+$/);
    await page.reload();
    for (const [name, text] of [["kept", "FROM b:2\n"], ["not", "FROM a:1\n"]]) {
      await ready(page, `#${name}`);
      assert.equal(await page.getByRole("group", { name }).getByRole("textbox").inputValue(), text);
    }
  },
);
