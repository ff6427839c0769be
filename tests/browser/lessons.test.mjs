// The lessons: from the course to the certificate, on a phone, by keyboard, without storage, and with packs of others.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { accessible, browserTest, open, shot, themes, widths } from "./support/browser.mjs";

const source = (file) => readFileSync(resolve(import.meta.dirname, "../../static/lessons", file), "utf8");
const part = (file, key) => source(file).match(new RegExp(`^${key} = '''\\n(.*?)'''$`, "ms"))[1];
const solution = part("00-first-audit.toml", "solution");
const starter = part("00-first-audit.toml", "starter");

/** Opens a page of the lessons and waits until it is there. */
async function learn(page, url, rest = "") {
  await open(page, `${url}#/learn${rest}`);
  await page.locator(".lessons, .lesson, .certificate, .learn article").first().waitFor();
}

/** The lesson's editor. */
async function editor(page) {
  const box = page.locator(".lesson .rich .cm-content");
  await box.waitFor();
  return box;
}

/** Puts a text into the place of what stands in the editor. */
async function retype(page, box, text) {
  await box.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

const goals = (page) => page.locator(".goal-state").allTextContents();
const said = (page, text) => page.locator(".learn > [role=status]").filter({ hasText: text }).waitFor();
const state = (page, title) => page.locator(".lesson-row", { hasText: title }).locator(".lesson-state").textContent();
const reached = (page, count) => page.waitForFunction((n) => document.querySelectorAll(".goal[data-state=reached]").length === n, count);

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return readFile(await download.path(), "utf8");
}

const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

browserTest("a lesson is found, solved, kept, taken along, and certified", {}, async ({ page, url, requests }) => {
  await open(page, url);
  await page.locator(".seal summary").waitFor();
  const before = requests.length;
  await page.getByRole("link", { name: "Learn" }).click();
  assert.equal(await page.locator(".lesson-row").count(), 16);
  await shot(page, "learn-course");
  await page.getByRole("link", { name: /^Begin: Read your first audit/ }).click();
  const heading = page.locator("#page-title");
  await heading.filter({ hasText: "Read your first audit" }).waitFor();
  assert(await heading.evaluate((element) => element === document.activeElement), "the page begins at its heading");
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("drydock-lesson", ({ detail }) => globalThis.told.push(detail));
  });
  assert.deepEqual(await goals(page), ["open", "open", "open"]);

  const box = await editor(page);
  await retype(page, box, starter.replace("node:latest", "node:24-slim"));
  await reached(page, 1);
  await said(page, "Reached: The base image names a release. 1 of 3 goals.");
  assert.deepEqual(await goals(page), ["reached", "open", "open"]);
  assert.equal(await page.locator(".lesson .fix").count(), 0, "nothing mends the file by itself");

  await retype(page, box, starter.replace("node:latest", "node"));
  await page.locator(".wrong-turn", { hasText: "Without a tag" }).waitFor();
  await retype(page, box, solution.replace("COPY src ./src\n", ""));
  await page.locator(".trouble", { hasText: "COPY src" }).waitFor();
  assert.deepEqual(await goals(page), ["held up", "held up", "held up"]);

  const hint = page.locator(".goal").first().getByRole("button", { name: /hint/ });
  await hint.click();
  await page.locator(".hints", { hasText: "whatever was pushed last" }).waitFor();
  await shot(page, "learn-lesson");

  await retype(page, box, solution);
  await reached(page, 3);
  await said(page, "Solved. 3 of 3 goals.");
  await page.locator(".lesson-solved", { hasText: "Each finding names its line" }).waitFor();
  await page.getByText("One solution, beside yours").click();
  await page.getByText("Yours is the same.").waitFor();
  await shot(page, "learn-solved");

  const told = await page.evaluate(() => globalThis.told);
  const verbs = told.map(({ verb }) => verb.display.en);
  assert.equal(verbs[0], "initialized");
  assert.equal(verbs.filter((verb) => verb === "progressed").length, 3);
  assert.equal(verbs.at(-1), "completed");
  assert.equal(told.at(-1).object.id, `${url}#/learn/first-audit`);
  assert.equal(told.at(-1).result.completion, true);
  assert(Math.abs(Date.now() - Date.parse(told.at(-1).timestamp)) < 60_000);

  await page.reload();
  await page.locator(".lesson-solved").waitFor();
  assert.deepEqual(await goals(page), ["reached", "reached", "reached"], "the answer is as it was left");
  await page.locator(".lesson-after .main-button", { hasText: "Next: Start from less" }).waitFor();
  await page.getByRole("link", { name: "All lessons" }).click();
  assert.match(await state(page, "Read your first audit"), /^solved, score \d+, 1 hint$/);
  await page.getByRole("link", { name: "Continue: Start from less" }).waitFor();

  const record = await saved(page, "Export");
  assert.equal(JSON.parse(record).schema, 1);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByText("Done: forget all progress.").waitFor();
  assert.equal(await state(page, "Read your first audit"), "new");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.match(await state(page, "Read your first audit"), /^solved/);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.reload();
  await page.locator(".lesson-row").first().waitFor();
  assert.equal(await state(page, "Read your first audit"), "new", "what was reset stays so");
  const field = page.getByLabel("Import");
  await field.setInputFiles(file("other.json", "[]"));
  await page.getByRole("alert").getByText("other.json was not imported: it holds no progress.").waitFor();
  await field.setInputFiles(file("mine.json", record));
  await page.getByText("Done: import the progress in mine.json.").waitFor();
  assert.match(await state(page, "Read your first audit"), /^solved/);

  await page.goto(`${url}#/learn/certificate`);
  await page.getByText("15 are still open").waitFor();
  await page.goto(`${url}#/learn/certificate?set=first-audit`);
  await page.getByLabel("The name on it").fill("Ada Example");
  await page.locator(".certificate", { hasText: "Ada Example" }).waitFor();
  await accessible(page);
  await shot(page, "learn-certificate");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator(".masthead").isVisible(), false);
  assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
  assert.equal(await page.locator(".certificate").isVisible(), true);
  await shot(page, "learn-print");
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.toString("latin1").match(/\/Type \/Page\b/g).length, 1, "it fits on one sheet");
  await page.emulateMedia({ media: null });
  // The reloads fetch the page anew; the lessons themselves ask for nothing.
  assert.deepEqual(requests.slice(before).filter((path) => /lesson|learn/.test(path)), []);
});

browserTest("the lessons ask for nothing once the page is sealed", {}, async ({ page, url, requests }) => {
  await open(page, url);
  await page.locator(".seal summary").waitFor();
  await page.waitForLoadState("networkidle");
  const before = requests.length;
  await page.getByRole("link", { name: "Learn" }).click();
  await page.locator(".lesson-row a").first().click();
  await retype(page, await editor(page), solution);
  await reached(page, 3);
  assert.deepEqual(requests.slice(before), []);
});

browserTest("lines are selected with the keyboard, and decoys explain themselves", {}, async ({ page, url }) => {
  await learn(page, url, "/review");
  assert.equal(await page.locator(".lesson-findings").count(), 0, "the audit does not give it away");
  await page.locator("#line-1").focus();
  const select = async (from, to) => {
    for (let line = from; line < to; line++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
  };
  await select(1, 5);
  await reached(page, 1);
  await select(5, 6);
  await page.locator(".wrong-turn", { hasText: "Mode 755" }).waitFor();
  await page.locator(".trouble", { hasText: "Line 6 is not one of the risky ones" }).waitFor();
  await shot(page, "learn-review");
  await page.keyboard.press("Space");
  await select(6, 8);
  await page.locator("#line-10").click();
  await said(page, "Solved. 3 of 3 goals.");
  assert.equal(await page.locator("#line-8").getAttribute("aria-pressed"), "true");
  await page.locator(".lesson-findings").waitFor();
  await page.reload();
  await page.locator(".lesson-solved").waitFor();
  assert.equal(await page.locator(".review-line[aria-pressed=true]").count(), 3);
});

browserTest("a lesson is solved with the keyboard alone", {}, async ({ page, url }) => {
  await learn(page, url, "?set=first-audit");
  const focused = () => page.evaluate(() => (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent);
  const tabTo = async (pattern) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      if (pattern.test(await focused())) return;
    }
    assert.fail(`${pattern} is never reached`);
  };
  await tabTo(/^Begin/);
  await page.keyboard.press("Enter");
  await editor(page);
  await tabTo(/^Show a hint/);
  await page.keyboard.press("Enter");
  await page.locator(".hints").waitFor();
  await tabTo(/^FROM node:latest/);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(solution);
  await reached(page, 3);
  assert.equal(new URL(page.url()).hash, "#/learn/first-audit?set=first-audit");
  await page.getByRole("link", { name: "All solved: the certificate" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".certificate").waitFor();
});

browserTest("a .dockerignore shows what becomes of the folder", {}, async ({ page, url }) => {
  await learn(page, url, "/secrets-in-context");
  const path = page.locator(".lesson-tree li", { has: page.getByText(".git/config") });
  await path.getByText("sent").waitFor();
  await retype(page, await editor(page), part("06-secrets-in-context.toml", "solution"));
  await path.getByText("left out").waitFor();
  await reached(page, 3);
  await shot(page, "learn-folder");
});

browserTest("a link leads to a goal of a lesson, in a fresh profile", {}, async ({ page, url }) => {
  await learn(page, url, "/first-audit/not-root");
  await page.waitForFunction(() => document.activeElement.id === "goal-not-root");
  await page.goto(`${url}#/learn?set=review,nowhere,labels`);
  await page.locator("#page-title", { hasText: "A set of 2 lessons" }).waitFor();
  assert.deepEqual(await page.locator(".lesson-row a").allTextContents(), ["Review a file: find the three lines", "Labels that answer at night"]);
  await page.getByText("Not here: nowhere").waitFor();
  await page.goto(`${url}#/learn/nowhere`);
  await page.getByText("There is no lesson nowhere here.").waitFor();
});

browserTest("the solution is shown once the hints are", {}, async ({ page, url }) => {
  await learn(page, url, "/first-audit");
  const show = page.getByRole("button", { name: "Show a solution" });
  assert.equal(await show.count(), 0);
  const hints = page.locator(".hint-button");
  while ((await hints.count()) > 0) await hints.first().click();
  await show.click();
  await page.locator(".solution .diff ins", { hasText: "USER node" }).waitFor();
  assert.equal(await page.locator(".lesson-solved").count(), 0, "seen is not solved");
  await retype(page, await editor(page), solution);
  await page.locator(".lesson-solved").waitFor();
  await page.getByRole("button", { name: "Begin again" }).click();
  await reached(page, 0);
  await page.getByRole("button", { name: "Take that back" }).click();
  await reached(page, 3);
  await page.getByRole("link", { name: "All lessons" }).click();
  assert.match(await state(page, "Read your first audit"), /solution seen/);
});

browserTest("where storage is blocked the lessons work, and say that nothing is kept", {}, async ({ page, url }) => {
  await page.addInitScript(() =>
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    }),
  );
  await learn(page, url);
  await page.getByText("This browser lets the page keep nothing").waitFor();
  await page.locator(".lesson-row a").first().click();
  await page.getByText("Progress is not kept").waitFor();
  await retype(page, await editor(page), solution);
  await reached(page, 3);
  await page.getByRole("link", { name: "All lessons" }).click();
  assert.match(await state(page, "Read your first audit"), /^solved/);
  assert.equal(JSON.parse(await saved(page, "Export")).lessons["first-audit"].answer, solution);
});

/** Another course: a lesson of ours under another name. */
async function pack(page, url, id, title) {
  const name = (await readFile(resolve(import.meta.dirname, "../../target/texts.name"), "utf8")).trim();
  const { lessons } = await (await fetch(`${url}${name}`)).json();
  const source = { title: "not a page", url: "javascript:alert(1)" };
  return JSON.stringify({ title, lessons: [{ ...lessons[0], id, title: "<b>Ours</b>", sources: [source] }] });
}

browserTest("packs of others are opened, dropped, and refused with a reason", {}, async ({ page, url }) => {
  await learn(page, url);
  const field = page.getByLabel("Open a pack");
  await field.setInputFiles(file("bad.json", '[{"schema":1}]'));
  await page.getByRole("alert").getByText("bad.json was not loaded: lesson number 1: the key kind is missing.").waitFor();
  await field.setInputFiles(file("ours.json", await pack(page, url, "ours", "The yard’s own")));
  await page.locator(".book-group h3", { hasText: "The yard’s own" }).waitFor();
  assert.equal(await page.getByRole("alert").textContent(), "");
  await page.getByRole("link", { name: "<b>Ours</b>" }).click();
  await retype(page, await editor(page), solution);
  await reached(page, 3);
  assert.equal(await page.locator(".lesson-solved .sources a").count(), 0, "an address that is no page is no link");
  await page.getByText("not a page").waitFor();
  await page.getByRole("link", { name: "All solved: the certificate" }).click();
  await page.locator(".certificate", { hasText: "has solved 1 lesson on Docker security" }).waitFor();

  await page.goto(`${url}#/learn/theirs`);
  await page.getByText("There is no lesson theirs here.").waitFor();
  const drop = (name, text) =>
    page.evaluate(([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      document.querySelector("main.book").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, [name, text]);
  await drop("theirs.json", await pack(page, url, "theirs", "Theirs"));
  await page.locator(".lesson h2", { hasText: "<b>Ours</b>" }).waitFor();
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("link", { name: "Learn" }).click();
  await page.locator(".book-group h3", { hasText: "Theirs" }).waitFor();
  assert.equal(await page.locator(".book-group h3").count(), 2, "they stay as long as the page does");
  // A lesson as its author wrote it; and what was opened is there at the next visit, until it is removed.
  const toml = await readFile(resolve(import.meta.dirname, "../../static/lessons/09-labels.toml"), "utf8");
  await drop("mine.toml", toml.replace('id = "labels"', 'id = "mine"'));
  await page.locator(".book-group h3", { hasText: "mine" }).waitFor();
  await page.reload();
  await page.locator(".book-group h3", { hasText: "mine" }).waitFor();
  assert.equal(await page.locator(".book-group h3").count(), 3);
  assert.equal(await page.getByRole("alert").textContent(), "");
  await accessible(page);
  await shot(page, "packs");
  await page.getByRole("button", { name: "Remove Theirs" }).click();
  await page.locator(".book-group h3", { hasText: "Theirs" }).waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".book-group h3", { hasText: "mine" }).waitFor();
  assert.equal(await page.locator(".book-group h3").count(), 2);
  await drop("bad.toml", "id = 1\n");
  await page.getByRole("alert").getByText("bad.toml was not loaded: line 1:").waitFor();
  await drop("Dockerfile", "FROM alpine:3.22\nMAINTAINER Ann\n");
  await page.locator("main.bench li.finding", { hasText: "MAINTAINER" }).waitFor();
});

browserTest("a pack that stands in the page is there from the start", {}, async ({ page, url }) => {
  const text = await pack(page, url, "ours", "In the page");
  await page.route(url, async (route) => {
    const answer = await route.fetch();
    const script = `<script type="application/json" id="drydock-lessons">${text.replaceAll("<", "\\u003c")}</script>`;
    await route.fulfill({ response: answer, body: (await answer.text()).replace("</body>", `${script}</body>`) });
  });
  await learn(page, url);
  await page.locator(".book-group h3", { hasText: "In the page" }).waitFor();
  await page.getByRole("link", { name: "<b>Ours</b>" }).click();
  await page.locator(".lesson").waitFor();
});

browserTest("a lesson on a phone", { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true }, async ({ page, url }) => {
  await learn(page, url, "/first-audit");
  const area = page.locator(".lesson textarea");
  await area.fill(solution);
  await reached(page, 3);
  await page.getByRole("link", { name: "Next lesson" }).click();
  await page.locator(".lesson h2", { hasText: "Start from less" }).waitFor();
  for (const rest of ["", "/capstone", "/review", "/certificate?set=first-audit"]) {
    await page.goto(`${url}#/learn${rest}`);
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `nothing sticks out of ${rest}`);
  }
});

for (const colorScheme of themes) {
  for (const width of widths) {
    browserTest(`the lessons are accessible: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      await learn(page, url);
      await accessible(page);
      await page.getByRole("button", { name: "Reset" }).waitFor();
      await page.locator(".lesson-row a").first().click();
      const box = await editor(page);
      await page.locator(".hint-button").first().click();
      await retype(page, box, starter.replace("node:latest", "node").replace("COPY src ./src\n", ""));
      await page.locator(".trouble").waitFor();
      await accessible(page);
      await retype(page, box, solution);
      await page.locator(".lesson-solved").waitFor();
      await page.locator(".solution summary").click();
      await accessible(page);
      await page.goto(`${url}#/learn/secrets-in-context`);
      await page.locator(".lesson-tree").waitFor();
      await page.locator(".lesson-beside summary").click();
      await accessible(page);
      await page.goto(`${url}#/learn/review`);
      await page.locator("#line-6").click();
      await page.locator(".wrong-turn").waitFor();
      await accessible(page);
      await page.goto(`${url}#/learn/certificate`);
      await page.getByText("still open").waitFor();
      await accessible(page);
      await page.goto(`${url}#/learn`);
      await page.getByRole("button", { name: "Reset" }).click();
      await page.getByText("Done: forget all progress.").waitFor();
      await accessible(page);
    });
  }
}
