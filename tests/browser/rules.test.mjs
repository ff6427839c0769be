// The pages of the rules: found by any name, read in full, and left again with the file as it was.

import { strict as assert } from "node:assert";
import { accessible, browserTest, open, openRich, paste, shot, text, themes, widths } from "./support/browser.mjs";

browserTest("a rule is found by another tool's name and read in full", {}, async ({ page, url }) => {
  await open(page, `${url}#/rules`);
  const search = page.getByRole("searchbox", { name: "Search rules" });
  await search.fill("dl3008");
  await page.locator(".book-rule").first().waitFor();
  const found = await page.locator(".book-rule code").allTextContents();
  assert(found.length >= 1 && found.length < 5, `few rules are DL3008: ${found}`);
  await page.locator(".book-rule").first().click();
  const heading = page.locator("#page-title");
  await page.locator(".book-page .diff mark").first().waitFor();
  assert(await heading.evaluate((element) => element === document.activeElement), "the page begins at its heading");
  const said = await page.locator(".book-page").textContent();
  for (const part of ["DL3008", "Instead", "What it reports", "What it leaves alone", "What it costs", `# drydock allow ${found[0]}`]) {
    assert(said.includes(part), `${part} is on the page`);
  }
  await page.goBack();
  assert.equal(await search.inputValue(), "dl3008", "the search is as it was");
  await search.fill("no such words");
  await page.getByText("No rule has all of these words").waitFor();
});

browserTest("the rules' pages as they look", {}, async ({ page, url }) => {
  await open(page, `${url}#/rules`);
  await page.locator(".book-rule").first().waitFor();
  await shot(page, "rules");
  await page.goto(`${url}#/rules/apt-lists-not-removed`);
  await page.locator(".book-page .diff").first().waitFor();
  await shot(page, "rule");
});

browserTest("reading about a rule leaves the file as it is", {}, async ({ page, url }) => {
  const file = "FROM alpine:3.22\nMAINTAINER Ann\n";
  await paste(page, await openRich(page, url), file);
  const card = page.locator("li.finding", { hasText: "MAINTAINER" });
  await card.getByRole("button", { name: /^Why/ }).click();
  await card.getByRole("link", { name: "maintainer-deprecated", exact: true }).click();
  await page.locator("main.book h2", { hasText: /MAINTAINER/ }).waitFor();
  assert.equal(await page.locator("main.bench").isVisible(), false);
  await page.getByRole("link", { name: "Audit" }).click();
  await card.waitFor();
  assert.equal(await text(page), file);
});

browserTest("an unknown rule is answered with those near it", {}, async ({ page, url }) => {
  await open(page, `${url}#/rules/maintainer-depricated`);
  await page.locator("main.book a", { hasText: "maintainer-deprecated" }).click();
  await page.locator(".book-page h2", { hasText: /MAINTAINER/ }).waitFor();
});

for (const colorScheme of themes) {
  for (const width of widths) {
    browserTest(`the rules' pages are accessible: ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async ({ page, url }) => {
      await open(page, `${url}#/rules`);
      await page.locator(".book-rule").first().waitFor();
      await accessible(page);
      await page.goto(`${url}#/rules/apt-lists-not-removed`);
      await page.locator(".book-page .diff").first().waitFor();
      await accessible(page);
    });
  }
}
