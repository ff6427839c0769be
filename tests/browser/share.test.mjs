// A file is handed on: as a link that no server sees, and as a report.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { accessible, browserTest, open, openRich, paste, shot, text } from "./support/browser.mjs";

const file = "FROM alpine:3.22\n# ⚓ and 𝄞\nMAINTAINER Ann\nRUN echo '<&>'\n";
const share = (page) => page.getByRole("tab", { name: "Share" }).click();
const permissions = ["clipboard-read", "clipboard-write"];

browserTest("a link holds the file, and nothing is asked of the network", { permissions }, async ({ page, url, requests }) => {
  await paste(page, await openRich(page, url), file);
  await page.waitForLoadState("networkidle");
  await share(page);
  await page.locator(".share").waitFor();
  await accessible(page);
  await shot(page, "share");
  const before = requests.length;
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(requests.length, before);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/s\/1\.[\w-]+$/);
  await page.goto("about:blank");
  await openRich(page, link);
  await page.locator("li.finding", { hasText: "MAINTAINER" }).waitFor();
  assert.equal(await text(page), file);
  assert.equal(new URL(page.url()).hash, "#/", "the file is out of the address");
});

browserTest("a link holds the settings, which go with it", { permissions }, async ({ page, url }) => {
  await paste(page, await openRich(page, url), "FROM alpine:3.22\nMAINTAINER Ann\n");
  await page.waitForLoadState("networkidle");
  await page.getByRole("tab", { name: "Settings" }).click();
  const policy = '[rules]\nmaintainer-deprecated = "critical"\n';
  await page.locator("#policy").fill(policy);
  await share(page);
  await page.getByText("It holds the file itself and your settings").waitFor();
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/s\/3\.[\w-]+$/);
  // Somebody else opens it, who has settings of their own.
  const own = '[rules]\nmaintainer-deprecated = "off"\n';
  await page.evaluate((own) => localStorage.setItem("drydock.policy", own), own);
  await page.goto("about:blank");
  await openRich(page, link);
  await page.locator("li.finding.critical", { hasText: "MAINTAINER" }).waitFor();
  const notice = page.locator(".notice", { hasText: "The settings are the link’s" });
  await notice.waitFor();
  await accessible(page);
  await shot(page, "lent");
  await notice.getByRole("button", { name: "Close" }).click();
  await notice.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Settings" }).click();
  assert.equal(await page.locator("#policy").inputValue(), policy);
  assert.equal(await page.evaluate(() => localStorage.getItem("drydock.policy")), own, "theirs are kept");
  await page.locator(".lent").getByRole("button", { name: "Use my own" }).click();
  assert.equal(await page.locator("#policy").inputValue(), own);
  await page.locator(".lent").waitFor({ state: "detached" });
  await page.getByRole("tab", { name: /Findings/ }).click();
  await page.locator("li.finding", { hasText: "MAINTAINER" }).waitFor({ state: "detached" });
});

browserTest("a damaged link is refused with a sentence", {}, async ({ page, url }) => {
  for (const [data, why] of [["1.AAAA_", "damaged"], ["1.", "damaged|holds no file"], ["9.abc", "newer"], ["1.%00", "damaged"], ["3.AAAA_", "damaged"]]) {
    await page.goto("about:blank");
    await open(page, `${url}#/s/${data}`);
    await page.getByRole("alert").getByText(new RegExp(`The link was not opened: .*(${why})`)).waitFor();
    await page.waitForLoadState("networkidle");
  }
});

browserTest("whoever shares a secret is told so", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), "FROM alpine:3.22\nENV DB_PASSWORD=fJ3kq9vLm2Xw8Rt\n");
  await page.locator("li.finding", { hasText: "DB_PASSWORD" }).first().waitFor();
  await share(page);
  await page.locator(".share-warning").waitFor();
});

browserTest("the reports are those of the command line", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  await share(page);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const sarif = JSON.parse(await saved(/SARIF/));
  assert.equal(sarif.version, "2.1.0");
  assert(sarif.runs[0].results.length > 0);
  assert.match(await saved(/^Markdown/), /maintainer-deprecated/);
  const json = await saved(/JSON/);
  const project = resolve(import.meta.dirname, "../..");
  const args = ["run", "--quiet", "--package", "drydock-cli", "--", "audit", "--format", "json", "--fail-level", "none", "-"];
  const ours = JSON.parse(execFileSync("cargo", args, { cwd: project, input: file, encoding: "utf8" }));
  const theirs = JSON.parse(json);
  assert.equal(theirs.files[0].path, "Dockerfile");
  assert.deepEqual({ ...theirs.files[0], path: "" }, { ...ours.files[0], path: "" });
});

browserTest("the auditor is taken along as one file, also once the network is shut", {}, async ({ page, url }) => {
  await paste(page, await openRich(page, url), file);
  await page.waitForLoadState("networkidle");
  await share(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Take the auditor with you" }).click()]);
  assert.equal(download.suggestedFilename(), "drydock.html");
  assert.match(await readFile(await download.path(), "utf8"), /connect-src 'none'/);
});
