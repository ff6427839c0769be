// A Dockerfile and its .dockerignore together: audited as a pair, tried on a folder, generated, shared and reported.

import { strict as assert } from "node:assert";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, browserTest, open, openRich, paste, shot, text, themes, widths } from "./support/browser.mjs";

const dockerfile = `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
USER node
CMD ["node", "src/index.js"]
`;
const ignore = "node_modules # installed here\n*.log\n!keep.log\npackage-lock.json\n";

const tab = (page, name) => page.getByRole("tab", { name });
const fileTab = (page, name) => page.locator(".file-tablist").getByRole("tab", { name });
const isShown = (page, name) => page.locator(`.file-tablist [role=tab][aria-selected=true]`, { hasText: name }).waitFor();
const finding = (page, file, message) =>
  page.locator("li.finding").filter({ has: page.locator(".finding-file", { hasText: file }) }).filter({ hasText: message }).first();
const drop = (page, files) =>
  page.evaluate((files) => {
    const data = new DataTransfer();
    for (const [name, body] of files) data.items.add(new File([body], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
/** The page with both files in it, the Dockerfile in the editor. */
async function both(page, url) {
  const box = await openRich(page, url);
  await page.waitForLoadState("networkidle");
  await drop(page, [[".dockerignore", ignore], ["Dockerfile", dockerfile]]);
  await isShown(page, /^Dockerfile/);
  return box;
}
const rows = (page) => page.locator(".tree [role=treeitem]");
const row = (page, path) => rows(page).filter({ has: page.locator(`[title="${path}"]`) });
const useList = async (page, list) => {
  await page.getByText("Paste a list").click();
  await page.locator("#listing").evaluate((area, list) => (area.value = list), list);
  await page.getByRole("button", { name: "Use the list" }).click();
};

browserTest("two files are dropped, audited together, and a finding leads to its own", {}, async ({ page, url, requests }) => {
  const box = await both(page, url);
  assert.equal(await text(page), dockerfile);
  const before = requests.length;
  const copied = finding(page, "Dockerfile", "package-lock.json");
  await copied.waitFor();
  await finding(page, ".dockerignore", "#").locator(".finding-go").click();
  await isShown(page, ".dockerignore");
  assert.equal(await text(page), ignore);
  assert.match(await page.evaluate(() => document.querySelector(".rich").shadowRoot.getSelection?.().toString() ?? getSelection().toString()), /node_modules|#/);
  // Half of a button under the edge of its list would be too small a target.
  await page.locator(".categories button").first().evaluate((button) => button.scrollIntoView({ block: "center" }));
  await accessible(page);
  await shot(page, "pair");
  // Each has its own undo, and keeps it while the other is shown.
  await box.press("Control+End");
  await page.keyboard.type("x");
  await fileTab(page, /^Dockerfile/).click();
  await box.press("Control+End");
  await page.keyboard.type("# y");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), dockerfile, "what was typed into the other file is not undone here");
  await fileTab(page, ".dockerignore").click();
  assert.equal(await text(page), `${ignore}x`);
  await box.press("Control+z");
  assert.equal(await text(page), ignore);
  // The score of each is on its tab; arrow keys change between them.
  for (const name of [/^Dockerfile.*score \d+ [A-F]/, /^\.dockerignore.*score \d+ [A-F]/]) await fileTab(page, name).waitFor();
  await fileTab(page, ".dockerignore").focus();
  await page.keyboard.press("ArrowLeft");
  await isShown(page, /^Dockerfile/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "file-dockerfile");
  // What keeps out a file that is copied can be mended from where it is found.
  await finding(page, ".dockerignore", "#").locator("button.fix[type=button]").click();
  await isShown(page, ".dockerignore");
  assert.doesNotMatch((await text(page)).split("\n").find((line) => line.startsWith("node_modules")), /#/);
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  assert.equal(await text(page), ignore);
  await page.getByRole("button", { name: "Put away the Dockerfile" }).click();
  await page.locator("#kind option:checked", { hasText: ".dockerignore" }).waitFor({ state: "attached" });
  assert.equal(requests.length, before, "nothing is asked of the network");
});

browserTest("the second file is one step away, generated and used, and its findings are gone", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), dockerfile);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Add .dockerignore" }).click();
  await isShown(page, ".dockerignore");
  await page.locator(".generated").waitFor();
  await accessible(page);
  await shot(page, "context-empty");
  assert.match(await page.locator(".context-secrets").textContent(), /\d+ of them hold secrets/);
  const sent = async () => Number(/^(\d+) of/.exec(await page.locator(".context-total").textContent())[1]);
  const all = await sent();
  // What takes the whole folder can't be told apart.
  await page.getByRole("radio", { name: /Allow list/ }).check();
  await page.getByText("There can be no allow list: line 5 takes the whole folder").waitFor();
  await page.getByRole("radio", { name: /Deny list/ }).check();
  const generated = await page.locator(".generated").textContent();
  await page.getByRole("button", { name: "Use this" }).click();
  assert.equal(await text(page), generated);
  await page.getByRole("button", { name: "In use" }).waitFor();
  assert((await sent()) < all);
  assert.equal(await page.locator(".context-secrets").count(), 0);
  await tab(page, /Findings/).click();
  await page.locator("li.finding").first().waitFor();
  assert.equal(await page.locator(".finding-file", { hasText: ".dockerignore" }).count(), 0, "a generated file has no findings");
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  assert.equal((await text(page)).trim(), "");
});

browserTest("an allow list brings back what is copied, and nothing else is sent", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), "FROM node:22-slim\nCOPY package.json ./\nCOPY src ./src\n");
  await page.waitForLoadState("networkidle");
  await tab(page, "Context").click();
  await page.getByRole("radio", { name: /Allow list/ }).check();
  await page.getByRole("button", { name: "Use this" }).click();
  await isShown(page, ".dockerignore");
  assert.match(await text(page), /\n\*\n!package\.json\n!src\n/);
  await page.locator(".chips button", { hasText: "sent" }).click();
  const names = await page.locator(".tree .row-name").allTextContents();
  assert(names.length > 1 && names.every((name) => /^(package\.json|src\/|index(\.test)?\.js)$/.test(name)), names.join(" "));
});

browserTest("a list is pasted, and every path says what becomes of it, and by which line", {}, async ({ page, url }) => {
  await both(page, url);
  await tab(page, "Context").click();
  await useList(page, "12\t./package.json\n900\t./package-lock.json\n4\t./src/index.js\n8000\t./web/node_modules/x/i.js\n4\t./node_modules/x/i.js\n4\t./a.log\n4\t./keep.log\n4\t./.env\n");
  await page.getByText("From the pasted list").waitFor();
  assert.match(await page.locator(".context-total").textContent(), /6 of 8 files are sent to the builder: 8\.\d MB of 9\.\d MB/);
  assert.match(await row(page, "package-lock.json").textContent(), /ignored.*package-lock\.json.*4/);
  assert.match(await row(page, "keep.log").textContent(), /sent.*!keep\.log.*3/);
  assert.match(await row(page, ".env").textContent(), /secret.*sent/);
  await shot(page, "context");
  await accessible(page);
  // By mouse to the line that decides.
  await row(page, "a.log").getByRole("button").click();
  await isShown(page, ".dockerignore");
  assert.equal(await page.evaluate(() => getSelection().toString()), "*.log");
  // What a COPY brings.
  const lens = page.locator(".lens select");
  await lens.selectOption({ label: "line 3 takes: COPY package.json package-lock.json ./" });
  assert.match(await page.locator(".context-total").textContent(), /^1 of 8 files are copied into the image/);
  assert.match(await row(page, "package.json").textContent(), /copied/);
  assert.match(await row(page, ".env").textContent(), /not copied/);
  await lens.selectOption("");
  await page.locator(".chips button", { hasText: "secrets" }).click();
  assert.deepEqual(await page.locator(".tree .row-name").allTextContents(), [".env"]);
  await page.getByRole("button", { name: "Back to the sample" }).click();
  await page.getByText("A sample of what such a project has").waitFor();
});

browserTest("the tree is walked by keyboard alone", {}, async ({ page, url }) => {
  await both(page, url);
  await tab(page, "Context").click();
  await useList(page, "src/a/b.js\nsrc/c.js\nx.log\n");
  const tree = page.getByRole("tree", { name: "Files" });
  const active = async () => {
    const id = await tree.getAttribute("aria-activedescendant");
    return page.locator(`#${id} .row-name`).textContent();
  };
  await tree.focus();
  assert.equal(await active(), "src/");
  for (const [key, name] of [["ArrowRight", "a/"], ["ArrowDown", "b.js"], ["ArrowLeft", "a/"], ["ArrowLeft", "a/"], ["ArrowDown", "c.js"], ["End", "x.log"], ["Home", "src/"]]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(20);
    assert.equal(await active(), name, key);
  }
  assert.equal(await page.locator("[role=treeitem][aria-expanded=false]").count(), 1, "the folder `a` was closed");
  const first = rows(page).first();
  assert.deepEqual(
    await first.evaluate((row) => ["aria-level", "aria-posinset", "aria-setsize", "aria-expanded"].map((name) => row.getAttribute(name))),
    ["1", "1", "2", "true"],
  );
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await isShown(page, ".dockerignore");
  assert.equal(await page.evaluate(() => getSelection().toString()), "*.log");
});

/** A folder on the disk. */
function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "drydock-"));
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src/index.js"), "x".repeat(1500));
  writeFileSync(join(folder, "debug.log"), "x");
  writeFileSync(join(folder, "id_rsa"), "x");
  return folder;
}

const ways = {
  async chosen(page, folder) {
    await tab(page, "Context").click();
    await page.locator("#folder").setInputFiles(folder);
  },
  // As a hand does it, which only the debugger can: a script may not make a folder.
  async dropped(page, folder) {
    const debug = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) await debug.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  },
};

for (const [way, bring] of Object.entries(ways)) {
  browserTest(`a ${way} folder gives its names and sizes, and none of its contents`, {}, async ({ page, url, requests }) => {
    const folder = makeFolder();
    await both(page, url);
    const before = requests.length;
    await page.evaluate(() => {
      for (const name of ["text", "arrayBuffer", "stream", "slice"]) Blob.prototype[name] = () => { throw new Error("a file was read"); };
    });
    await bring(page, folder);
    await page.getByText("From drydock-").waitFor();
    assert.match(await page.locator(".context-total").textContent(), /2 of 3 files are sent to the builder: 1\.5 kB of 1\.5 kB/);
    assert.match(await row(page, "id_rsa").textContent(), /secret/);
    assert.match(await row(page, "src/index.js").textContent(), /sent.*1\.5 kB/);
    assert.equal(requests.length, before);
  });
}

browserTest("ten thousand paths stay smooth", {}, async ({ page, url }) => {
  await both(page, url);
  await tab(page, "Context").click();
  const list = Array.from({ length: 10_000 }, (_, n) => `packages/p${n % 100}/src/d${Math.floor(n / 1000)}/file${n}.${n % 5 ? "js" : "log"}`);
  await useList(page, list.join("\n"));
  assert.match(await page.locator(".context-total").textContent(), /^\d+ of 10000 files/);
  assert.equal(await rows(page).count(), 1, "it begins with its folders closed");
  await page.getByRole("button", { name: "Open all folders" }).click();
  await page.locator(".gap").waitFor({ state: "attached" });
  const drawn = await rows(page).count();
  assert(drawn < 100, `${drawn} rows are drawn`);
  const tree = page.getByRole("tree", { name: "Files" });
  await tree.focus();
  await page.keyboard.press("End");
  await row(page, "packages/p99/src/d9/file9999.js").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "tree");
  assert((await rows(page).count()) < 100);
  await accessible(page);
});

browserTest("the hardened .dockerignore names the rules of its changes", {}, async ({ page, url }) => {
  await both(page, url);
  await fileTab(page, ".dockerignore").click();
  await tab(page, "Hardened").click();
  await page.getByRole("checkbox").first().waitFor();
  assert((await page.locator(".hunk code").allTextContents()).includes("copy-of-ignored-file"));
  await accessible(page);
  await shot(page, "pair-hardened");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
  assert.match(download.suggestedFilename(), /^[._]?dockerignore$/);
  await page.getByRole("button", { name: "Put it into the editor" }).click();
  const hardened = await text(page);
  assert.doesNotMatch(hardened, /^package-lock\.json$/m);
  assert.equal(hardened, await readFile(await download.path(), "utf8"));
  await tab(page, /Findings/).click();
  assert.equal(await finding(page, "Dockerfile", "package-lock.json").count(), 0);
});

const permissions = ["clipboard-read", "clipboard-write"];
browserTest("link and reports hold both files", { permissions }, async ({ page, url }) => {
  await both(page, url);
  await tab(page, "Share").click();
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/s\/2\.[\w-]+$/);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const [run] = JSON.parse(await saved(/SARIF/)).runs;
  const names = ["Dockerfile", ".dockerignore"];
  assert.deepEqual(run.artifacts.map(({ location }) => location.uri), names);
  const places = run.results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
  for (const name of names) assert(places.includes(name), name);
  assert.deepEqual(JSON.parse(await saved(/JSON/)).files.map(({ path }) => path), names);
  const markdown = await saved(/^Markdown/);
  for (const name of names) assert(markdown.includes(name), name);

  await page.goto("about:blank");
  await openRich(page, link);
  await isShown(page, /^Dockerfile/);
  assert.equal(await text(page), dockerfile);
  await finding(page, ".dockerignore", "#").waitFor();
  await fileTab(page, ".dockerignore").click();
  assert.equal(await text(page), ignore);
});

const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } };
browserTest("both files on a phone", { ...phone, colorScheme: "dark" }, async ({ page, url }) => {
  await open(page, url);
  await page.waitForLoadState("networkidle");
  await page.locator("#before, textarea.plain").fill(dockerfile);
  await page.getByRole("button", { name: "Add .dockerignore" }).tap();
  await page.locator(".generated").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, "nothing sticks out sideways");
  await accessible(page);
  await page.getByRole("button", { name: "Use this" }).press("Enter");
  await page.getByRole("tab", { name: "File", exact: true }).tap();
  assert.match(await page.locator("textarea.plain").inputValue(), /node_modules/);
  await fileTab(page, /^Dockerfile/).tap();
  assert.equal(await page.locator("textarea.plain").inputValue(), dockerfile);
  await accessible(page);
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out sideways");
});

for (const colorScheme of themes) {
  for (const width of widths) {
    browserTest(`axe finds nothing on the parts for two files: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      await both(page, url);
      await accessible(page);
      for (const name of [/Findings/, "Context", "Share"]) {
        await tab(page, name).click();
        await accessible(page);
      }
    });
  }
}
