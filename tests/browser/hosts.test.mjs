// The widget in the pages of documentation tools (tests/hosts). MkDocs Material, Docusaurus and DOMPurify are the real
// ones; mdBook is its output, copied by hand; the wiki is what remains where only frames are let in.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { accessible } from "./support/browser.mjs";
import { hostTest, html, script, widget } from "./support/hosts.mjs";

const project = resolve(import.meta.dirname, "../..");
const hosts = resolve(project, "tests/hosts");
const poor = "FROM node:latest\nRUN sudo apt-get update\n";
const ready = (page) => page.locator("drydock-audit").first().evaluate((widget) => widget.ready);

const hostile = readFileSync(resolve(hosts, "plain/hostile.css"), "utf8");
// Where it stands is the page's own matter, so it is nailed down; what it looks like is not.
const nailed = (head) =>
  html(
    `<p id="probe">Text with <code>code</code> and <button>a button</button></p><div style="all: initial !important; display: block !important; position: absolute !important; inset: 400px auto auto 20px !important; background: white !important; width: 700px !important"><drydock-audit loading="eager" label="W"><pre><code>${poor}</code></pre></drydock-audit></div>${script}`,
    head,
  );

hostTest("hostile styles change no pixel of the widget, and none of its own get out", { pages: { "/calm": nailed(""), "/hostile": nailed(`<style>${hostile}</style>`) }, viewport: { width: 1000, height: 1600 }, allow: [/ERR_FAILED.*embed\.js/] }, async ({ page, url }) => {
  const pictures = [];
  for (const name of ["calm", "hostile"]) {
    await page.route("**/embed.js", (route) => route.abort());
    await page.goto(`${url}/${name}`);
    const probe = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("html, body, main, #probe, #probe *")].map((element) => {
          const style = getComputedStyle(element);
          return Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
        }),
      );
    const before = await probe();
    await page.unroute("**/embed.js");
    await page.evaluate(() => import("/widget/embed.js?again"));
    await ready(page);
    assert.deepEqual(await probe(), before, `${name}: the page changed`);
    assert.deepEqual(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    await page.locator("drydock-audit").getByText("sudo-used", { exact: true }).waitFor();
    pictures.push(await page.locator("drydock-audit").screenshot({ animations: "disabled" }));
  }
  assert(pictures[0].length > 5000);
  if (!pictures[0].equals(pictures[1])) {
    mkdirSync(resolve(project, "target/shots"), { recursive: true });
    pictures.forEach((picture, at) => writeFileSync(resolve(project, `target/shots/hostile-${at}.png`), picture));
  }
  assert(pictures[0].equals(pictures[1]), "the pictures differ: see target/shots/hostile-*.png");
  // What the page may set.
  await page.evaluate(() => document.querySelector("drydock-audit").style.setProperty("--drydock-bg", "rgb(1, 2, 3)"));
  assert.equal(await page.locator(".box").evaluate((box) => getComputedStyle(box).backgroundColor), "rgb(1, 2, 3)");
  await page.addStyleTag({ content: "drydock-audit::part(score) { color: rgb(4, 5, 6) }" });
  assert.equal(await page.locator("[part=score]").evaluate((score) => getComputedStyle(score).color), "rgb(4, 5, 6)");
});

const stampOf = (...files) => files.reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256")).digest("hex");

/** Installs a tool into `place`, once for each content of `pins`; says so and returns false where it can't be had. */
function installed(tool, place, pins, install) {
  const stamp = resolve(place, stampOf(pins));
  try {
    if (!existsSync(stamp)) {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      install();
      writeFileSync(stamp, "");
    }
    return true;
  } catch (error) {
    console.error(`skipped: ${tool} can't be installed, so its test does not run: ${String(error.message).split("\n")[0]}`);
    return false;
  }
}

/** The site, built with the pinned MkDocs; undefined where Python or its packages can't be had. */
function mkdocs() {
  const source = resolve(hosts, "mkdocs");
  const place = resolve(project, "target/hosts/mkdocs");
  const pins = resolve(source, "requirements.txt");
  const can = installed("MkDocs", place, pins, () => {
    execFileSync("python3", ["-m", "venv", place]);
    execFileSync(resolve(place, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", pins], { stdio: "pipe" });
  });
  if (!can) return undefined;
  const site = resolve(project, "target/hosts/mkdocs-site");
  execFileSync(resolve(place, "bin/mkdocs"), ["build", "--quiet", "--site-dir", site], { cwd: source, stdio: "pipe" });
  return site;
}

/** The site, built with the pinned Docusaurus, anew only when its sources changed; undefined where npm can't get it. */
function docusaurus() {
  const source = resolve(hosts, "docusaurus");
  const place = resolve(project, "target/hosts/docusaurus");
  const can = installed("Docusaurus", place, resolve(source, "package-lock.json"), () => {
    for (const name of ["package.json", "package-lock.json"]) cpSync(resolve(source, name), resolve(place, name));
    cpSync(resolve(project, ".npmrc"), resolve(place, ".npmrc"));
    execFileSync("npm", ["ci", "--silent"], { cwd: place, stdio: "pipe" });
  });
  if (!can) return undefined;
  const site = resolve(place, "build");
  const sources = ["docusaurus.config.js", "drydock.js", ...readdirSync(resolve(source, "docs")).map((name) => `docs/${name}`)];
  const stamp = resolve(site, stampOf(...sources.map((name) => resolve(source, name))));
  if (!existsSync(stamp)) {
    rmSync(resolve(place, "docs"), { recursive: true, force: true });
    for (const name of sources) cpSync(resolve(source, name), resolve(place, name));
    execFileSync(resolve(place, "node_modules/.bin/docusaurus"), ["build"], { cwd: place, stdio: "pipe" });
    writeFileSync(stamp, "");
  }
  return site;
}

const site = mkdocs();
if (site) {
  hostTest("MkDocs Material with instant navigation", { mounts: { "/": site } }, async ({ page, url, requests }) => {
    // The site is built for an address without this server's port, and by its sitemap it tells its own pages.
    const map = readFileSync(resolve(site, "sitemap.xml"), "utf8").replaceAll("http://127.0.0.1/", `${url}/`);
    await page.route("**/sitemap.xml", (route) => route.fulfill({ contentType: "application/xml", body: map }));
    await page.goto(`${url}/`);
    await ready(page);
    assert.equal(await page.locator("drydock-audit").evaluate(({ value }) => value), poor.trimEnd());
    await page.evaluate(() => (globalThis.same = true));
    await page.getByRole("link", { name: "The next page" }).click();
    await page.locator('drydock-audit[kind="dockerignore"]').getByText("Nothing to report").waitFor();
    assert.equal(await page.evaluate(() => globalThis.same), true, "the page was not loaded anew");
    assert.equal(await page.locator("drydock-audit").count(), 1);
    await page.goBack();
    await page.locator("drydock-audit").getByText("sudo-used", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.same), true, "nor on the way back");
    assert.equal(requests.filter((path) => path.endsWith(".lzma")).length, 1, "one engine");
  });
} else {
  test("MkDocs Material with instant navigation", { skip: "MkDocs can't be installed here" }, () => {});
}

hostTest("mdBook", { pages: { "/": readFileSync(resolve(hosts, "mdbook/index.html"), "utf8") }, mounts: { "/book/": resolve(hosts, "mdbook") } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await page.locator("drydock-audit").getByText("sudo-used", { exact: true }).waitFor();
  assert.equal(await page.locator("drydock-audit").evaluate(({ value }) => value), poor);
  assert.equal(await page.locator(".box").evaluate((box) => getComputedStyle(box).colorScheme), "dark", "as the page");
  assert.equal(await page.locator(".box").evaluate((box) => getComputedStyle(box).fontSize), "16px");
});

const handbook = docusaurus();
if (handbook) {
  hostTest("Docusaurus: fences, and the element in MDX, under React's hands", { mounts: { "/": handbook } }, async ({ page, url, requests }) => {
    const values = () => page.locator("drydock-audit").evaluateAll((all) => all.map(({ value }) => value));
    await page.goto(`${url}/`);
    await page.getByText("sudo-used", { exact: true }).waitFor();
    await page.getByRole("group", { name: "From MDX" }).waitFor();
    assert.deepEqual(await values(), [poor, "FROM alpine\n"]);
    assert.equal(await page.locator("#__docusaurus").getByText("FROM node:latest").filter({ visible: true }).count(), 0, "the block is not shown beside its widget");
    await accessible(page, "drydock-audit"); // the rest is the tool's own matter
    await page.evaluate(() => (globalThis.same = true));
    for (let turn = 0; turn < 2; turn++) {
      await page.getByRole("link", { name: "The next page" }).click();
      await page.locator('drydock-audit[kind="dockerignore"]').getByText("Nothing to report").waitFor();
      assert.deepEqual(await values(), ["**\n!src\n"]);
      await page.getByRole("link", { name: "Back", exact: true }).click();
      await page.getByText("sudo-used", { exact: true }).waitFor();
      assert.deepEqual(await values(), [poor, "FROM alpine\n"]);
    }
    assert.equal(await page.evaluate(() => globalThis.same), true, "the page was not loaded anew");
    assert.equal(requests.filter((path) => path.endsWith(".lzma")).length, 1, "one engine");
  });
} else {
  test("Docusaurus: fences, and the element in MDX, under React's hands", { skip: "Docusaurus can't be installed here" }, () => {});
}

const purify = dirname(createRequire(import.meta.url).resolve("dompurify/dist/purify.min.js"));
const techdocs = { pages: { "/": readFileSync(resolve(hosts, "backstage/index.html"), "utf8") }, mounts: { "/purify/": purify } };
hostTest("Backstage: allowed in its configuration it works in TechDocs' shadow root", techdocs, async ({ page, url }) => {
  await page.goto(`${url}/?allowed`);
  await page.getByText("sudo-used", { exact: true }).waitFor();
  const element = page.locator("drydock-audit");
  assert.deepEqual(await element.evaluate((widget) => [widget.mode, widget.headingLevel, widget.hasAttribute("onclick"), widget.hasAttribute("style")]), ["findings", "4", false, false]);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  await accessible(page);
});
hostTest("Backstage: not allowed, the code can still be read", techdocs, async ({ page, url }) => {
  await page.goto(`${url}/`);
  await page.getByText("FROM node:latest").waitFor();
  assert.equal(await page.locator("drydock-audit").count(), 0);
});

const core = await import(pathToFileURL(resolve(widget, "../package/index.js")));
await core.init();
const wiki = readFileSync(resolve(hosts, "confluence/index.html"), "utf8").replace("#LINK", await core.encodeShare({ text: poor }));
hostTest("a wiki that lets in frames only", { pages: { "/": wiki } }, async ({ page, url }) => {
  await page.goto(`${url}/`);
  const frame = page.frameLocator("iframe");
  await frame.getByText("sudo-used", { exact: true }).waitFor();
  const [scrolls, shows] = await page.frames()[1].evaluate(() => {
    scrollTo(0, 1e6);
    return [scrollY, document.documentElement.clientHeight];
  });
  assert(scrolls > 0 && shows === 400, "what is longer than the frame can be scrolled");
  await accessible(page);
});
