// The playground around audit and fix: picture, settings, ways on, what is kept, keys.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, browserTest, open, openRich, paste, shot, text, themes, widths } from "./support/browser.mjs";

const file = `FROM golang:1.24 AS build
WORKDIR /src
ENV API_TOKEN=ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5
COPY . .
RUN go build -trimpath -o /out/app ./cmd/app
FROM build AS checked
RUN go test ./...
FROM debian:12-slim
MAINTAINER Ann <ann@example.org>
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates
COPY --from=build /out/app /usr/local/bin/app
ENV MODE fast
EXPOSE 8080
USER 10001
CMD app serve
`;

const tab = (page, name) => page.getByRole("tab", { name }).click();
const finding = (page, message) => page.locator("li.finding", { hasText: message });
const later = (page) => page.locator("#fixes-here").waitFor();
const begin = async (page, url, what = file) => {
  const box = await openRich(page, url);
  await paste(page, box, what);
  await later(page);
  await page.locator("li.finding").first().waitFor({ state: "attached" });
  return box;
};
const selected = (page) => page.evaluate(() => getSelection().toString());

// ── the picture ──

browserTest("the picture shows stages, layers and what they keep, and each part leads to its line", {}, async ({ page, url }) => {
  await begin(page, url);
  await tab(page, "Image");
  const drawing = page.locator("svg.drawing");
  await drawing.waitFor();
  assert.deepEqual(await drawing.locator(".stage-title").allTextContents(), ["build", "checked", "stage 2"]);
  assert.equal(await drawing.locator(".arrow").count(), 2, "one stage goes on, one is copied from");
  assert.equal(await drawing.locator(".unbuilt").count(), 1, "the checks are not built");
  const secret = drawing.locator("a", { has: page.locator(".kept-secret") });
  assert.match(await secret.first().locator("title").textContent(), /^Line 3: ENV .*Keeps a secret/);
  assert.doesNotMatch(await page.locator(".image").textContent(), /ghp_aB3/, "the secret itself stays in the text");
  const shipped = await page.locator(".stage.shipped").last().boundingBox();
  const frame = await page.locator(".image-scroll").boundingBox();
  assert(shipped.x >= frame.x && shipped.x + shipped.width <= frame.x + frame.width + 1, "the image itself is in sight");
  assert.match(await drawing.locator("a", { has: page.locator(".kept-leftover") }).first().locator("title").textContent(), /^Line 10: RUN apt-get/);
  await secret.first().press("Enter");
  assert.match(await selected(page), /^ENV API_TOKEN=/);
  assert.deepEqual(await page.locator(".drawing .row-label").allTextContents(), ["user", "ports", "starts"]);
  await page.locator(".image-list summary").click();
  assert.match(await page.locator(".image-list").textContent(), /Line 11: COPY .*\(from build\)/);
  await accessible(page);
  await shot(page, "image");
});

browserTest("the picture fits a phone, its stages one below the other", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }, async ({ page, url }) => {
  await open(page, url);
  await page.locator("textarea.plain").fill(file);
  await tab(page, "Image");
  await page.locator("svg.drawing").waitFor();
  const tops = await page.locator(".stage-ground").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  assert.equal(new Set(tops).size, 1);
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out sideways");
  await accessible(page);
});

// ── settings ──

browserTest("settings hold at once, are read from other files, and come back", {}, async ({ page, url }) => {
  await begin(page, url);
  const points = () => page.locator("#points").textContent();
  const usual = await points();
  await tab(page, "Settings");
  await accessible(page);
  await page.getByRole("radio", { name: /^all/ }).check();
  assert.equal(await page.locator("#policy").inputValue(), 'profile = "all"\n');
  await page.waitForFunction((before) => document.querySelector("#points").textContent !== before, usual);
  await page.locator("#policy").fill('profile = "loose"\n');
  await page.getByText("Line 1: `profile` takes default, strict, all, not `loose`").waitFor();
  await accessible(page);
  await page.locator(".settings input[type=file]").setInputFiles({
    name: ".hadolint.yaml",
    mimeType: "",
    buffer: Buffer.from("ignored: [DL4000]\n"),
  });
  await page.waitForFunction(() => document.querySelector("#policy").value.includes("maintainer-deprecated"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save drydock.toml" }).click()]);
  assert.equal(download.suggestedFilename(), "drydock.toml");
  assert.match(await readFile(await download.path(), "utf8"), /^\[rules\]\n(".*\n)*"maintainer-deprecated" = "off"$/m);
  await shot(page, "settings");
  await page.waitForTimeout(800);
  await page.reload();
  await later(page);
  await finding(page, "API_TOKEN").first().waitFor();
  assert.equal(await finding(page, "MAINTAINER").count(), 0, "the settings are those of before");
});

browserTest("how far to harden is chosen, and changes the hardened file", {}, async ({ page, url }) => {
  await begin(page, url);
  await tab(page, "Hardened");
  const count = page.locator(".before-after-count");
  await count.waitFor();
  const number = async () => Number.parseInt(await count.textContent());
  const usual = await number();
  await page.getByRole("radio", { name: /^Minimal/ }).check();
  await page.waitForFunction((usual) => Number.parseInt(document.querySelector(".before-after-count").textContent) < usual, usual);
  await accessible(page);
});

// ── findings ──

browserTest("all safe fixes are made at once, and taken back at once", {}, async ({ page, url }) => {
  await begin(page, url);
  await page.getByRole("button", { name: /^Apply all \d+ safe fixes/ }).click();
  await page.locator(".notice", { hasText: /Done: make \d+ safe fixes/ }).waitFor();
  assert.doesNotMatch(await text(page), /^MAINTAINER/m);
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await finding(page, "MAINTAINER").waitFor();
  assert.equal(await text(page), file);
});

browserTest("a finding is accepted with a reason, which becomes a comment", {}, async ({ page, url }) => {
  await begin(page, url);
  const card = finding(page, "MAINTAINER");
  await card.locator(".accept summary").click();
  await accessible(page);
  await shot(page, "accept");
  await card.getByRole("textbox").fill("an old registry wants it");
  await card.getByRole("button", { name: "Write the comment" }).click();
  await page.getByText("Accepted risks: 1").waitFor();
  assert.match(await text(page), /\n# drydock allow maintainer-deprecated because an old registry wants it\nMAINTAINER /);
});

browserTest("the fastest path says what each step brings, and brings it", {}, async ({ page, url }) => {
  await begin(page, url, "FROM alpine:3.22\nMAINTAINER Ann\nRUN cd /app && make\nUSER 1000\nCMD npm start\n");
  const path = page.locator(".fastest");
  await path.locator("summary").click();
  await accessible(page);
  const before = Number(await page.locator("#points").textContent());
  const [from, to] = (await path.locator("> p").textContent()).match(/\d+/g).map(Number);
  assert.equal(from, before);
  const gains = (await path.locator(".gain").allTextContents()).map((gain) => Number.parseInt(gain) || 0);
  assert.equal(before + gains.reduce((a, b) => a + b), to);
  const promised = (await path.locator("summary").textContent()).match(/to (\S+):/)[1];
  for (let steps = gains.length; steps > 0; steps--) {
    const fix = path.getByRole("button", { name: /^Fix/ });
    if ((await fix.count()) === 0) return;
    await fix.first().click();
    if (steps === 1) assert.equal(await page.locator("#grade").textContent(), promised);
  }
});

browserTest("a finding says which stage it is in", {}, async ({ page, url }) => {
  await begin(page, url);
  assert.match(await finding(page, "API_TOKEN").first().locator(".finding-meta").textContent(), /stage build/);
});

browserTest("Ctrl-. opens the fixes at the cursor, and the keyboard does the rest", {}, async ({ page, url }) => {
  const box = await begin(page, url);
  await finding(page, "MAINTAINER").locator(".finding-go").click();
  await page.keyboard.press("Control+.");
  const menu = page.getByRole("menu");
  await menu.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "fix-0");
  await accessible(page);
  await shot(page, "fixes");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.id === "fix-1");
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.className === "rich", undefined, { timeout: 5000 });
  assert.equal(await text(page), file);
  await page.keyboard.press("Control+.");
  await page.waitForFunction(() => document.activeElement?.id === "fix-0");
  await page.keyboard.press("Enter");
  await finding(page, "MAINTAINER").waitFor({ state: "detached" });
  assert.match(await text(page), /LABEL org\.opencontainers\.image\.authors=/);
  await box.waitFor();
});

// ── what is kept ──

const storage = (page) => page.evaluate(() => ({ ...localStorage, ...sessionStorage }));

browserTest("a reload keeps the text, and nothing is kept when that is switched off", {}, async ({ page, url }) => {
  await begin(page, url);
  await page.waitForFunction(() => sessionStorage.getItem("drydock.text")?.includes("golang"));
  assert.equal(await page.evaluate(() => localStorage.getItem("drydock.files")), null, "no file outlives the tab unless it is asked for");
  await page.reload();
  await page.locator("#before").waitFor({ state: "detached" });
  await finding(page, "API_TOKEN").first().waitFor();
  await page.locator(".rich .cm-content").waitFor();
  assert.equal(await text(page), file);
  await later(page);
  await tab(page, "Settings");
  await page.getByRole("radio", { name: /^all/ }).check();
  await page.getByRole("radio", { name: /^nothing/ }).check();
  await page.waitForFunction(() => localStorage.getItem("drydock.keep") === "nothing");
  assert.deepEqual(await storage(page), { "drydock.keep": "nothing" });
  await page.reload();
  await later(page);
  assert.equal(await page.locator("li.finding").count(), 0);
  await page.waitForTimeout(800);
  assert.deepEqual(await storage(page), { "drydock.keep": "nothing" });
});

browserTest("the last files are kept where that is wanted, compared and opened again", {}, async ({ page, url }) => {
  const box = await begin(page, url);
  await tab(page, "Settings");
  await page.getByRole("radio", { name: /^browser/ }).check();
  const names = page.locator(".kept input");
  await names.first().waitFor();
  await names.first().fill("the service");
  await names.first().press("Enter");
  // Emptied first: over coloured text the browser itself would try to keep the style, which the policy refuses.
  await box.fill("");
  await paste(page, box, "FROM alpine:3.22\nRUN make\n");
  await page.waitForFunction(() => document.querySelectorAll(".kept input").length === 2);
  assert.deepEqual(await names.evaluateAll((all) => all.map((one) => one.value)), ["Dockerfile", "the service"]);
  await page.getByRole("button", { name: "Compare the service" }).click();
  await page.locator(".difference del", { hasText: "golang" }).waitFor();
  await accessible(page);
  await shot(page, "kept");
  await page.getByRole("button", { name: "Open the service" }).click();
  await page.waitForFunction(() => document.querySelector("#lines").textContent === "15 lines");
  assert.equal(await text(page), file);
  await page.getByRole("button", { name: /^Forget/ }).first().click();
  await page.getByRole("radio", { name: /^tab/ }).check();
  await page.waitForFunction(() => localStorage.getItem("drydock.files") === null);
});

// ── what is taken along ──

browserTest("the patch is taken by git apply, the report is one page, the badge a picture", {}, async ({ page, url }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await begin(page, url);
  await tab(page, "Hardened");
  await page.getByRole("button", { name: "Copy patch" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const patch = await page.evaluate(() => navigator.clipboard.readText());
  const folder = mkdtempSync(join(tmpdir(), "drydock-"));
  try {
    writeFileSync(join(folder, "Dockerfile"), file);
    const git = (...args) => execFileSync("git", args, { cwd: folder, input: patch, encoding: "utf8" });
    git("init", "--quiet");
    git("apply", "--check", "-");
    git("apply", "-");
    await page.getByRole("button", { name: "Put it into the editor" }).click();
    await page.locator(".notice", { hasText: "Done:" }).waitFor();
    assert.equal(readFileSync(join(folder, "Dockerfile"), "utf8"), await text(page));
  } finally {
    rmSync(folder, { recursive: true });
  }
  await tab(page, "Share");
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const report = await saved(/HTML/);
  assert.match(report, /^<!doctype html>/);
  assert.doesNotMatch(report, /<script|<link|src=/);
  const badge = await saved(/Badge/);
  const points = await page.locator("#points").textContent();
  assert.match(badge, new RegExp(`^<svg.*>${points} `));
  await page.getByRole("button", { name: "Copy it as Markdown" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`^\\[Dockerfile: ${points} .+\\]\\(http.*#/s/1\\.[\\w-]+\\)$`));
});

browserTest("where a link can't be packed, that is said", {}, async ({ page, url }) => {
  await page.addInitScript(() => delete globalThis.CompressionStream);
  await begin(page, url);
  await tab(page, "Share");
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("button", { name: "Could not be packed" }).waitFor();
});

browserTest("on paper there is the report, and nothing to press", {}, async ({ page, url }) => {
  await begin(page, url);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator(".report button:visible:not(.finding-go)").count(), 0);
  assert(await finding(page, "MAINTAINER").isVisible());
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".page")).height.replace("px", "") > innerHeight), true, "all of it is there");
});

// ── everyone ──

browserTest("menus close on Escape and on a press elsewhere", {}, async ({ page, url }) => {
  await openRich(page, url);
  await later(page);
  for (const name of ["Examples", "Sealed"]) {
    const summary = page.locator("summary", { hasText: name });
    const menu = page.locator("details.menu[open]");
    await summary.click();
    await menu.waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    assert(await summary.evaluate((element) => element === document.activeElement), "the focus is on what opened it");
    await summary.click();
    await menu.waitFor();
    await page.mouse.click(900, 700);
    await menu.waitFor({ state: "detached" });
  }
});

browserTest("? lists the keys, but not while text is typed", {}, async ({ page, url }) => {
  const box = await begin(page, url);
  await box.press("End");
  await page.keyboard.type("?");
  assert.equal(await page.locator("#keys").isVisible(), false);
  await page.getByRole("tab", { name: "Findings" }).focus();
  await page.keyboard.press("?");
  await page.locator("#keys").waitFor();
  await accessible(page);
  await shot(page, "keys");
  await page.keyboard.press("Escape");
  await page.locator("#keys").waitFor({ state: "hidden" });
});

for (const name of ["contrast", "forced colours"]) {
  for (const colorScheme of themes) {
    browserTest(`${name}, ${colorScheme}: axe finds nothing on any part`, { colorScheme }, async ({ page, url }) => {
      if (name === "forced colours") await page.emulateMedia({ forcedColors: "active", colorScheme });
      await begin(page, url);
      if (name === "contrast") await page.getByRole("radio", { name: "Contrast" }).check();
      for (const part of ["Findings", "Receipt", "Hardened", "Image", "Share", "Settings"]) {
        await tab(page, part);
        await page.waitForTimeout(150);
        await accessible(page);
        if (["Findings", "Image"].includes(part)) await shot(page, `${name.replace(" ", "-")}-${part.toLowerCase()}-${colorScheme}`);
      }
    });
  }
}

for (const colorScheme of themes) {
  for (const width of [...widths, 320]) {
    browserTest(`the later parts are accessible and nothing is too small: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      await openRich(page, url);
      await page.locator(".rich .cm-content").fill(file);
      await later(page);
      for (const part of [/Findings/, /Hardened/, /Image/, /Share/, /Settings/]) {
        await tab(page, part);
        await page.waitForTimeout(150);
        await accessible(page);
        assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${part}: nothing sticks out sideways`);
        const small = await page.evaluate(() =>
          [...document.querySelectorAll("button, summary, select, input:not(.away, [type=radio], [type=checkbox]), a.part > rect:first-of-type")]
            .filter((element) => element.checkVisibility())
            .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent || element.className.baseVal || element.outerHTML.slice(0, 80) }))
            .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
            .map(({ box, text }) => `${text}: ${box.width}×${box.height}`),
        );
        assert.deepEqual(small, [], `${part}`);
      }
    });
  }
}

// A window of 1280 × 1024 at 400 % has room for this much; what is fixed to its edges must leave room to read and type.
browserTest("at 400 % everything can be reached, and nothing is covered", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async ({ page, url }) => {
  await openRich(page, url);
  await page.locator(".rich .cm-content").fill(file);
  await later(page);
  for (const part of [/^File/, /Findings/, /Receipt|Score/, /Hardened/, /Image/, /Context/, /Share/, /Settings/]) {
    await page.getByRole("tab", { name: part }).click();
    await page.waitForTimeout(150);
    assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${part}: nothing sticks out sideways`);
    // Whatever takes the focus is brought into sight, and is on top there.
    const covered = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main button, main summary, main select, main textarea, main input:not(.away)")];
      return all
        .filter((element) => element.checkVisibility() && !element.disabled && element.getBoundingClientRect().width > 0)
        .filter((element) => {
          element.focus();
          const box = element.getBoundingClientRect();
          const [x, y] = [box.x + Math.min(box.width, 200) / 2, box.y + Math.min(box.height, 60) / 2];
          const top = document.elementFromPoint(x, y);
          return !top || !(element.contains(top) || top.contains(element) || element.closest("label")?.contains(top));
        })
        .map((element) => element.textContent || element.outerHTML.slice(0, 80));
    });
    assert.deepEqual(covered, [], `${part}`);
    await shot(page, `zoomed-${part.source.replace(/\W.*/, "").toLowerCase() || "file"}`, true);
  }
  for (const route of ["#/rules", "#/rules/apt-get-missing-yes", "#/learn", "#/learn/first-audit"]) {
    await page.goto(url + route);
    await page.locator("main h2").first().waitFor();
    assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${route}: nothing sticks out sideways`);
  }
});

browserTest("who wants no motion sees none", { reducedMotion: "reduce" }, async ({ page, url }) => {
  await begin(page, url);
  for (const part of ["Hardened", "Image", "Settings", "Findings"]) {
    await tab(page, part);
    assert.deepEqual(await page.evaluate(() => document.getAnimations().map((animation) => animation.animationName ?? animation.transitionProperty)), []);
  }
});
