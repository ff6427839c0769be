// Once the page has all of its parts it shuts its own network, says so, and proves it.

import { strict as assert } from "node:assert";
import { accessible, browserTest, openRich, paste, shot } from "./support/browser.mjs";

const allow = [/failed: .*picture|policy: |Refused|Content Security Policy|violates|Fetch API/];

browserTest("the page shuts its network and proves it by trying", { allow }, async ({ page, url, requests }) => {
  const box = await openRich(page, url);
  await page.waitForLoadState("networkidle");
  const chip = page.locator(".seal summary");
  await chip.waitFor();
  const before = requests.length;
  await chip.click();
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("the browser refused").waitFor();
  await accessible(page);
  await shot(page, "sealed");
  const refused = await page.evaluate(() => {
    const seen = new Promise((resolve) => addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true }));
    new Image().src = "./picture.svg";
    return seen;
  });
  assert.equal(refused, "img-src");
  assert.equal(await page.evaluate(() => fetch("./").then(() => "came", () => "refused")), "refused");
  await chip.click();
  await paste(page, box, "FROM alpine:3.22\nMAINTAINER Ann\n");
  await page.locator("li.finding", { hasText: "MAINTAINER" }).waitFor();
  assert.equal(requests.length, before, "nothing has left the page");
});
